import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { LinkButton } from '#app/ui/button.tsx'

/** The whole case file as a ZIP, for staff. */
export function BundleLink({ id }: { id: string }) {
	const t = useT()
	return (
		<LinkButton href={paths.bundle(id)} icon="download" title={t('bundle.why')}>
			{t('bundle.export')}
		</LinkButton>
	)
}

/** The dealer's own copy. */
export function DeskBundle({ id }: { id: string }) {
	const t = useT()
	return (
		<div className="mt4">
			<LinkButton href={paths.deskBundle(id)} icon="download">
				{t('bundle.desk')}
			</LinkButton>
			<p className="muted sm mt2">{t('bundle.desk.why')}</p>
		</div>
	)
}
