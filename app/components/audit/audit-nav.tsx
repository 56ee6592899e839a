import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { ViewsNav } from '../views-nav.tsx'

/** The three places of an auditor. */
export function AuditNav({ current }: { current: 'log' | 'sample' | 'opinions' }) {
	const t = useT()
	const views = [
		{ to: paths.audit(), label: t('audit.nav.log'), current: current === 'log' },
		{ to: paths.auditSample(), label: t('audit.nav.sample'), current: current === 'sample' },
		{ to: paths.auditOpinions(), label: t('audit.nav.opinions'), current: current === 'opinions' },
	]
	return <ViewsNav label={t('audit.views')} views={views} />
}
