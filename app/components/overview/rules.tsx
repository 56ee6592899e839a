import { useT } from '#app/i18n/use-t.ts'
import { More } from '#app/ui/details.tsx'

/** How the numbers are counted, for who doubts them. */
export function CountingRules({ withoutConfidential }: { withoutConfidential: boolean }) {
	const t = useT()
	return (
		<div className="mt6 sm">
			<More summary={t('overview.rules')}>
				<ul className="read read--list">
					<li>{t('overview.rules.month')}</li>
					<li>{t('overview.rules.late')}</li>
					<li>{t('overview.rules.dropped')}</li>
					<li>{t('overview.rules.waiting')}</li>
					<li>{t('overview.rules.rate')}</li>
					<li>{t('overview.rules.happened')}</li>
					<li>{t('overview.rules.recurrence')}</li>
				</ul>
			</More>
			{withoutConfidential ? <p className="muted mt2">{t('overview.rules.confidential')}</p> : null}
		</div>
	)
}
