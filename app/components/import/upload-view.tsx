import type { Instant } from '#app/domain/time.ts'
import { useFormats, useLanguage, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Note } from '#app/ui/note.tsx'
import { Act, ButtonLink } from '../act.tsx'
import { Empty } from '../empty.tsx'
import { Figures } from '../facts.tsx'
import { PageHead } from '../page-head.tsx'
import { Tabs } from '../views-nav.tsx'
import { ProblemSummary, ProblemTable, type ShownProblem } from './problems.tsx'

/** What an import of an uploaded file would do. */
export type UploadShown = {
	readonly token: string
	readonly fileName: string
	readonly uploadedAt: Instant
	readonly title: { readonly 'zh-Hans': string; readonly 'zh-Hant': string; readonly en: string }
	readonly fault:
		| { readonly kind: 'empty-file' }
		| { readonly kind: 'columns-missing'; readonly columns: readonly string[] }
		| null
	readonly rows: number
	readonly fresh: number
	readonly changed: number
	readonly same: number
	readonly wrongRows: number
	readonly problems: readonly ShownProblem[]
	readonly problemCount: number
	readonly warnings: readonly ShownProblem[]
	readonly warningCount: number
	readonly absent: readonly string[]
}

/** A count and how it is written. */
function useCounted() {
	const formats = useFormats()
	return (count: number) => ({ count, n: formats.count(count) })
}

function useTitle(upload: UploadShown): string {
	const t = useT()
	const counted = useCounted()
	if (upload.fault) return t('import.result.unreadable')
	if (upload.wrongRows > 0) return t('import.result.bad', counted(upload.wrongRows))
	if (upload.fresh + upload.changed === 0) return t('import.result.same', counted(upload.rows))
	return t('import.result.good', counted(upload.rows))
}

export function UploadView({ upload, view }: { upload: UploadShown; view: 'bad' | 'warnings' }) {
	const t = useT()
	const formats = useFormats()
	const counted = useCounted()
	const title = upload.title[useLanguage()]
	return (
		<>
			<PageHead
				title={useTitle(upload)}
				crumbs={[{ label: t('import.title'), to: paths.import() }, { label: title }, { label: t('import.result') }]}
				meta={
					<>
						<span>{upload.fileName}</span>
						<span>{t('import.rows', counted(upload.rows))}</span>
						<span>{t('import.uploaded', { at: formats.moment(upload.uploadedAt) })}</span>
						<span>{t('import.all-or-nothing')}</span>
					</>
				}
			/>
			{upload.problemCount > 0 ? <ProblemSummary problems={upload.problems} count={upload.problemCount} /> : null}
			{upload.fault ? <Fault fault={upload.fault} /> : <Result upload={upload} view={view} />}
			<Acts upload={upload} />
		</>
	)
}

function Fault({ fault }: { fault: NonNullable<UploadShown['fault']> }) {
	const t = useT()
	const text =
		fault.kind === 'empty-file' ? t('import.empty-file') : t('import.missing', { columns: fault.columns.join(', ') })
	return (
		<Note kind="bad" role="alert">
			{text}
		</Note>
	)
}

function Result({ upload, view }: { upload: UploadShown; view: 'bad' | 'warnings' }) {
	const t = useT()
	const counted = useCounted()
	const unit = t('import.unit.rows')
	const { token } = upload
	const bad = view === 'bad'
	const problems = bad ? upload.problems : upload.warnings
	const more = (bad ? upload.problemCount : upload.warningCount) - problems.length
	return (
		<>
			<Figures
				items={[
					{ label: t('import.fig.read'), value: counted(upload.rows).n, unit },
					{ label: t('import.fig.new'), value: counted(upload.fresh).n, unit },
					{ label: t('import.fig.changed'), value: counted(upload.changed).n, unit },
					{ label: t('import.fig.same'), value: counted(upload.same).n, unit },
					{
						label: t('import.fig.bad'),
						value: upload.wrongRows,
						unit,
						note: t('import.places', counted(upload.problemCount)),
					},
				]}
			/>
			{upload.absent.length > 0 ? (
				<Note kind="warn">{t('import.absent', { columns: upload.absent.join(', ') })}</Note>
			) : null}
			<Tabs
				label={t('import.view.label')}
				views={[
					{
						to: paths.import({ upload: token }),
						label: t('import.view.bad'),
						count: upload.problemCount,
						current: bad,
					},
					{
						to: paths.import({ upload: token, view: 'warnings' }),
						label: t('import.view.warnings'),
						count: upload.warningCount,
						current: !bad,
					},
				]}
			/>
			{problems.length > 0 ? (
				<ProblemTable caption={t(bad ? 'import.table.bad' : 'import.table.warnings')} problems={problems} />
			) : (
				<Empty title={t(bad ? 'import.none.bad' : 'import.none.warnings')}>
					{t(bad ? 'import.none.bad.why' : 'import.none.warnings.why')}
				</Empty>
			)}
			{more > 0 ? <p className="second">{t('import.more', { shown: problems.length, ...counted(more) })}</p> : null}
		</>
	)
}

function Acts({ upload }: { upload: UploadShown }) {
	const t = useT()
	const counted = useCounted()
	const bad = upload.wrongRows > 0
	const idle = upload.fresh + upload.changed === 0
	const shut = bad ? t('import.shut', counted(upload.wrongRows)) : idle ? t('import.shut.none') : undefined
	return (
		<div className="btns mt6">
			{upload.problemCount + upload.warningCount > 0 ? (
				<LinkButton href={paths.importFile(upload.token)} variant={bad ? 'primary' : 'plain'} icon="download">
					{t('import.download')}
				</LinkButton>
			) : null}
			<ButtonLink to={paths.import()} icon="upload">
				{t(bad || upload.fault ? 'import.again' : 'import.other')}
			</ButtonLink>
			{upload.fault ? null : (
				<Act
					label={t('import.do', counted(upload.rows))}
					post={{ intent: 'import', upload: upload.token }}
					variant="seal"
					shut={shut}
				/>
			)}
		</div>
	)
}
