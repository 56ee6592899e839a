import type { DocumentKind } from '#app/domain/notice/kinds.ts'
import { templateDraftSchema } from '#app/domain/notice/template.schema.ts'
import { parseTemplate, type TemplateFault, type TemplateText } from '#app/domain/notice/template.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '#app/i18n/languages.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { More } from '#app/ui/details.tsx'
import { Note } from '#app/ui/note.tsx'
import { PostButton } from '../act.tsx'
import { DateField } from '../date-field.tsx'
import { Facts } from '../facts.tsx'
import { TextArea, TextField } from '../field.tsx'
import { ActForm, SubmitButton, useActForm } from '../form.tsx'
import type { FormResult } from '../form-result.ts'
import { Section } from '../page-head.tsx'
import { useMay } from '../use-may.ts'

type Texts = Readonly<Record<Language, TemplateText>>
type Draft = {
	readonly version: number
	readonly from: LocalDate
	readonly by: string
	readonly at: Instant
	readonly texts: Texts
	readonly faults: readonly TemplateFault[]
}
type Page = {
	readonly kind: DocumentKind
	readonly today: LocalDate
	readonly texts: Texts
	readonly draft: Draft | null
	readonly mayDraft: boolean
	readonly mayPublish: boolean
	readonly rules: {
		readonly placeholders: readonly string[]
		readonly required: readonly string[]
		readonly conditions: readonly string[]
	}
}

/** The wording in three languages, as it is typed. */
export function Wording({ texts }: { texts: Texts }) {
	return LANGUAGES.map((language, i) => (
		<More key={language} open={i === 0} summary={`${LANGUAGE_NAMES[language]} ${texts[language].title}`}>
			{parseTemplate(texts[language].text).map((line) => {
				const said = line.kind === 'table' ? `[${line.table}] ${line.total}` : line.text
				const when = 'when' in line && line.when ? `[${line.when.not ? '-' : '?'}${line.when.name}] ` : ''
				return line.kind === 'h' ? (
					<h3 key={said}>{said}</h3>
				) : (
					<p key={`${when}${said}`} className="read" lang={language}>
						{when}
						{line.kind === 'each' ? '[*args] ' : ''}
						{said}
					</p>
				)
			})}
		</More>
	))
}

/** The open draft: who wrote it, what is wrong with it, and the second person's act. */
export function DraftState({ page, draft }: { page: Page; draft: Draft }) {
	const t = useT()
	const formats = useFormats()
	const { version } = draft
	const may = useMay()
	return (
		<Section
			id="draft"
			title={t('template.draft')}
			sub={t('template.draft.by', { name: draft.by, at: formats.moment(draft.at, page.today) })}
		>
			<p>{t('template.from', { day: formats.fullDay(draft.from) })}</p>
			{draft.faults.length > 0 ? (
				<Note kind="bad">
					{t('template.faults')}
					<ul>
						{draft.faults.map((one) => (
							<li key={`${one.language}${one.fault}${one.what}`}>
								{LANGUAGE_NAMES[one.language]}: {t(`template.fault.${one.fault}`)}{' '}
								{one.fault === 'differs' ? '' : <code>{one.what}</code>}
							</li>
						))}
					</ul>
				</Note>
			) : (
				<Note kind="info">{t('template.no-faults')}</Note>
			)}
			{may('template.draft') || may('template.publish') ? (
				<div className="btns">
					{LANGUAGES.map((language) => (
						<LinkButton key={language} small icon="document" href={paths.templatePreview(page.kind, language)}>
							{`${t('template.preview')} ${LANGUAGE_NAMES[language]}`}
						</LinkButton>
					))}
				</div>
			) : null}
			<div className="btns">
				{page.mayPublish ? (
					<PostButton variant="seal" fields={{ intent: 'publish', version: String(version) }}>
						{t('template.publish')}
					</PostButton>
				) : (
					<p className="second">{t('template.other-person')}</p>
				)}
				{page.mayDraft ? (
					<PostButton variant="quiet" fields={{ intent: 'drop', version: String(version) }}>
						{t('template.drop')}
					</PostButton>
				) : null}
			</div>
		</Section>
	)
}

export function useTemplateForm(page: Page, result: FormResult | undefined) {
	const t = useT()
	const texts = page.draft?.texts ?? page.texts
	return useActForm(templateDraftSchema, {
		labels: {
			effectiveFrom: t('template.effective-from'),
			hansTitle: t('template.hans-title'),
			hansText: t('template.hans-text'),
			hantTitle: t('template.hant-title'),
			hantText: t('template.hant-text'),
			enTitle: t('template.en-title'),
			enText: t('template.en-text'),
		},
		defaults: {
			effectiveFrom: page.draft?.from ?? page.today,
			hansTitle: texts['zh-Hans'].title,
			hansText: texts['zh-Hans'].text,
			hantTitle: texts['zh-Hant'].title,
			hantText: texts['zh-Hant'].text,
			enTitle: texts.en.title,
			enText: texts.en.text,
		},
		result,
	})
}

export function TemplateEditor({ page, form }: { page: Page; form: ReturnType<typeof useTemplateForm> }) {
	const t = useT()
	const list = (names: readonly string[], open: string, close: string) => (
		<span className="mono">{names.map((name) => `${open}${name}${close}`).join(' ')}</span>
	)
	return (
		<Section id="edit" title={t('template.draft')}>
			<More summary={t('template.edit')} open={page.draft !== null}>
				<p className="second">{t('template.draft.lead')}</p>
				<Facts
					items={[
						{ label: t('template.placeholders'), value: list(page.rules.placeholders, '{{', '}}') },
						{ label: t('template.required'), value: list(page.rules.required, '{{', '}}') },
						{ label: t('template.conditions'), value: list(page.rules.conditions, '[?', ']') },
					]}
				/>
				<ActForm form={form} version={page.draft?.version ?? 0} labelledBy="edit">
					<DateField name="effectiveFrom" />
					<TextField name="hansTitle" />
					<TextArea name="hansText" max={6000} rows={14} />
					<TextField name="hantTitle" />
					<TextArea name="hantText" max={6000} rows={14} />
					<TextField name="enTitle" />
					<TextArea name="enText" max={6000} rows={14} />
					<div className="btns">
						<SubmitButton>{t('template.save')}</SubmitButton>
					</div>
				</ActForm>
			</More>
		</Section>
	)
}
