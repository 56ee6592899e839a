import type { Instant } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Note } from '#app/ui/note.tsx'
import { Act, ButtonLink } from '../act.tsx'
import { Figures } from '../facts.tsx'
import { ProblemSummary, ProblemTable, type ShownProblem } from '../import/problems.tsx'
import { PageHead, Section } from '../page-head.tsx'

export type ListShown = {
	readonly token: string
	readonly fileName: string
	readonly uploadedAt: Instant
	readonly rows: number
	readonly missing: readonly string[]
	readonly absent: readonly string[]
	readonly wrong: number
	readonly fresh: number
	readonly changed: number
	readonly same: number
	readonly problems: readonly ShownProblem[]
	readonly count: number
	readonly warnings: readonly ShownProblem[]
}

/** What an import of the list would do, row by row where something is wrong. */
export function ListResult({ upload }: { upload: ListShown }) {
	const t = useT()
	const formats = useFormats()
	const idle = upload.fresh + upload.changed === 0
	const shut =
		upload.wrong > 0 ? t('claim.import.shut', { count: upload.wrong }) : idle ? t('claim.import.nothing') : undefined
	return (
		<>
			<PageHead
				title={t('claim.import.result')}
				crumbs={[
					{ label: t('claim.list'), to: paths.claims() },
					{ label: t('claim.import.title'), to: paths.importActivations() },
					{ label: upload.fileName },
				]}
				meta={
					<>
						<span>{upload.fileName}</span>
						<span>{formats.moment(upload.uploadedAt)}</span>
					</>
				}
				lead={t('claim.import.all')}
			/>
			{upload.count > 0 ? <ProblemSummary problems={upload.problems} count={upload.count} /> : null}
			{upload.missing.length > 0 ? (
				<Note kind="bad" role="alert">
					{t('import.missing', { columns: upload.missing.join(', ') })}
				</Note>
			) : (
				<Figures
					items={[
						{ label: t('claim.import.fresh'), value: formats.count(upload.fresh) },
						{ label: t('claim.import.changed'), value: formats.count(upload.changed) },
						{ label: t('claim.import.same'), value: formats.count(upload.same) },
						{ label: t('claim.import.bad'), value: formats.count(upload.wrong) },
					]}
				/>
			)}
			{upload.absent.length > 0 ? (
				<Note kind="warn">{t('import.absent', { columns: upload.absent.join(', ') })}</Note>
			) : null}
			{upload.problems.length > 0 ? (
				<Section id="errors" title={t('claim.import.errors')}>
					<ProblemTable caption={t('claim.import.errors')} problems={upload.problems} />
				</Section>
			) : null}
			{upload.warnings.length > 0 ? (
				<Section id="warnings" title={t('claim.import.warnings')}>
					<ProblemTable caption={t('claim.import.warnings')} problems={upload.warnings} />
				</Section>
			) : null}
			<div className="btns mt6">
				<ButtonLink to={paths.importActivations()} icon="upload">
					{t('import.other')}
				</ButtonLink>
				{upload.missing.length > 0 ? null : (
					<Act
						label={t('claim.import.do', { count: upload.rows })}
						post={{ upload: upload.token }}
						variant="seal"
						shut={shut}
					/>
				)}
			</div>
		</>
	)
}
