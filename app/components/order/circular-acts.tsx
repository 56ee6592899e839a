import type { Refusal } from '#app/domain/refusal.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Act, PostButton } from '../act.tsx'
import { TextArea } from '../field.tsx'
import { ActForm, type ActFormHandle, SubmitButton } from '../form.tsx'
import { Section } from '../page-head.tsx'
import { useRefusalWords } from '../refusal-words.ts'

type ActPage = {
	readonly id: string
	readonly version: number
	readonly today: LocalDate
	readonly mayDraft: boolean
	readonly mayPublish: boolean
	readonly publishShut: Refusal | null
}

/** What can be done with a draft: count again, drop it, publish it. */
export function CircularActs({ page, form }: { page: ActPage; form: ActFormHandle }) {
	const t = useT()
	const refusalText = useRefusalWords(page.today)
	if (!page.mayDraft && !page.mayPublish) return null
	return (
		<>
			{page.mayPublish ? (
				<Section id="acts" title={t('circular.aside')}>
					<Act
						label={t('circular.publish')}
						to={paths.circularAct(page.id, 'publish')}
						variant="primary"
						why={t('circular.publish.lead')}
						shut={page.publishShut ? refusalText(page.publishShut) : undefined}
					/>
				</Section>
			) : null}
			{page.mayDraft ? (
				<Section id="edit" title={t('circular.edit')}>
					<ActForm form={form} version={page.version} labelledBy="edit" guard>
						<TextArea name="remark" hint={t('circular.new.remark.hint')} optional max={2000} short />
						<div className="btns">
							<SubmitButton variant="plain">{t('circular.recount')}</SubmitButton>
						</div>
					</ActForm>
					<div className="btns mt4">
						<PostButton variant="danger" fields={{ intent: 'drop', version: String(page.version) }}>
							{t('circular.drop')}
						</PostButton>
					</div>
				</Section>
			) : null}
		</>
	)
}
