import { headingIn, type IntakeList } from '#app/domain/intake/list-templates.ts'
import type { Instant } from '#app/domain/time.ts'
import { useFormats, useLanguage, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Note } from '#app/ui/note.tsx'
import { Act, ButtonLink } from '../act.tsx'
import { Figures } from '../facts.tsx'
import { ProblemSummary, ProblemTable, type ShownProblem } from '../import/problems.tsx'
import { PageHead, Section } from '../page-head.tsx'

type Shown = {
	readonly token: string
	readonly fileName: string
	readonly uploadedAt: Instant
	readonly rows: number
	readonly missing: readonly string[]
	readonly absent: readonly string[]
	readonly wrong: number
	readonly fresh: number
	readonly same: number
	readonly problems: readonly ShownProblem[]
	readonly count: number
}

type Props = {
	upload: Shown
	crumbs: readonly { label: string; to?: string }[]
	/** Where another file is chosen. */
	again: string
	/** Said beside the file: the hotline it is of. */
	of?: string | undefined
	list: IntakeList
}

/** What an import of the list would do, row by row where something is wrong. */
export function IntakeListResult({ upload, crumbs, again, of, list }: Props) {
	const t = useT()
	const formats = useFormats()
	const language = useLanguage()
	// What is missing is named by the first title of each column: said as the reader knows it.
	const named = (firsts: readonly string[]) =>
		firsts.map((first) => headingIn(list, first, language)).join(language === 'en' ? ', ' : '、')
	const shut =
		upload.wrong > 0
			? t('intake.import.shut', { count: upload.wrong })
			: upload.fresh === 0
				? t('intake.import.nothing')
				: undefined
	return (
		<>
			<PageHead
				title={t('intake.import.result')}
				crumbs={[...crumbs, { label: upload.fileName }]}
				meta={
					<>
						{of ? <span>{of}</span> : null}
						<span>{upload.fileName}</span>
						<span>{formats.moment(upload.uploadedAt)}</span>
					</>
				}
				lead={t('intake.import.all')}
			/>
			{upload.count > 0 ? <ProblemSummary problems={upload.problems} count={upload.count} /> : null}
			{upload.missing.length > 0 ? (
				<Note kind="bad" role="alert">
					{t('import.missing', { columns: named(upload.missing) })}
				</Note>
			) : (
				<Figures
					items={[
						{ label: t('intake.import.fresh'), value: formats.count(upload.fresh) },
						{ label: t('intake.import.same'), value: formats.count(upload.same) },
						{ label: t('intake.import.bad'), value: formats.count(upload.wrong) },
					]}
				/>
			)}
			{upload.absent.length > 0 ? (
				<Note kind="warn">{t('import.absent', { columns: named(upload.absent) })}</Note>
			) : null}
			{upload.problems.length > 0 ? (
				<Section id="errors" title={t('intake.import.errors')}>
					<ProblemTable caption={t('intake.import.errors')} problems={upload.problems} />
				</Section>
			) : null}
			<div className="btns mt6">
				<ButtonLink to={again} icon="upload">
					{t('import.other')}
				</ButtonLink>
				{upload.missing.length > 0 ? null : (
					<Act
						label={t('intake.import.do', { count: upload.rows })}
						post={{ upload: upload.token }}
						variant="seal"
						shut={shut}
					/>
				)}
			</div>
		</>
	)
}

/** An empty list with the right headings and the words that may stand in it. */
export function TemplateLink({ list }: { list: IntakeList }) {
	const t = useT()
	return (
		<LinkButton href={paths.intakeTemplate(list)} icon="download">
			{t('intake.template')}
		</LinkButton>
	)
}

/** What the last import brought, or that its file is gone. */
export function ImportDone({ done }: { done: string }) {
	const t = useT()
	if (done === 'gone') return <Note kind="warn">{t('intake.import.gone')}</Note>
	if (!/^\d{1,9}$/.test(done)) return null
	return (
		<Note kind="info" role="status">
			{t('intake.import.done', { count: Number(done) })}
		</Note>
	)
}
