import { inspectionFilesSchema } from '#app/domain/inspection/visit.schema.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { ErrorSummary } from '../error-summary.tsx'
import { EvidenceList } from '../evidence-list.tsx'
import { TextField } from '../field.tsx'
import { FileField } from '../field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '../form.tsx'
import type { FormResult } from '../form-result.ts'
import { Section } from '../page-head.tsx'

export type FileItem = {
	id: string
	fileName: string
	caption: string
	isImage: boolean
	size: number
	sha256: string
	grade: 'A' | 'B' | 'C'
	capturedAt: Instant | null
	receivedAt: Instant
	copyState: 'pending' | 'ready' | 'failed'
	collector: string | null
}

/** Files as EvidenceList shows them; `forAgent` when the agent sees a copy, which is not so for orders. */
export function useEvidenceItems(files: readonly FileItem[], today: LocalDate, forAgent = true) {
	const t = useT()
	const formats = useFormats()
	return files.map((file) => ({
		href: paths.evidence(file.id),
		...(file.isImage ? { thumb: paths.evidence(file.id, file.copyState === 'ready' ? 'copy' : undefined) } : {}),
		caption: file.caption || file.fileName,
		meta: (
			<>
				{file.capturedAt ? `${t('evidence.taken', { at: formats.moment(file.capturedAt, today) })} ` : null}
				{t('evidence.received', { at: formats.moment(file.receivedAt, today) })}{' '}
				{file.collector ? t('evidence.by', { name: file.collector }) : null} {t(`evidence.grade.${file.grade}`)}{' '}
				{forAgent ? t(`evidence.copy.${file.copyState}`) : null}
			</>
		),
		integrity: 'unchecked' as const,
		integrityText: t('evidence.hash', { hash: `${file.sha256.slice(0, 8)}…${file.sha256.slice(-4)}` }),
	}))
}

type Props = { files: readonly FileItem[]; mayAdd: boolean; today: LocalDate; result: FormResult | undefined }

/** Evidence of the visit as a whole, and the form that adds to it. */
export function FilesSection({ files, mayAdd, today, result }: Props) {
	const t = useT()
	const items = useEvidenceItems(files, today)
	const form = useActForm(inspectionFilesSchema, {
		labels: { files: t('inspection.evidence.files'), caption: t('inspection.evidence.caption') },
		intent: 'evidence',
		prefix: 'e',
		result,
	})
	return (
		<Section id="evidence" title={t('inspection.evidence')}>
			<EvidenceList items={items} />
			{mayAdd ? (
				<>
					<ErrorSummary form={form} />
					<ActForm form={form} encType="multipart/form-data" className="mt4">
						<FileField name="files" hint={t('inspection.evidence.hint')} accept="image/*,application/pdf" multiple />
						<TextField name="caption" optional maxLength={200} />
						<div className="btns">
							<SubmitButton variant="plain">{t('inspection.evidence.add')}</SubmitButton>
						</div>
					</ActForm>
				</>
			) : null}
		</Section>
	)
}
