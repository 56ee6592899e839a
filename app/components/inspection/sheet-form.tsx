import { type MouseEvent, useEffect, useState } from 'react'
import { fingerprint } from '#app/domain/inspection/draft.ts'
import type { SheetItem as Item, Sheet } from '#app/domain/inspection/sheet.schema.ts'
import { itemUse, progress, score, sectionsFor } from '#app/domain/inspection/sheet.ts'
import type { InspectionType } from '#app/domain/inspection/types.ts'
import { sheetDraftSchema } from '#app/domain/inspection/visit.schema.ts'
import { useFormats, useLanguage, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { ErrorSummary } from '../error-summary.tsx'
import { TextArea } from '../field.tsx'
import { CheckField } from '../field-choice.tsx'
import { ActForm, SubmitButton, useActForm } from '../form.tsx'
import { type FieldValues, type FormResult, valuesOf } from '../form-result.ts'
import { FailPanel, ScoreBar, SheetItem, SheetSection } from '../phone-form.tsx'
import {
	answersIn,
	type Base,
	basesOf,
	fieldOf,
	photoField,
	type SheetAnswer,
	shownValues,
	wordsOf,
} from './sheet-values.ts'
import { type SaveState, useAutosave } from './use-autosave.ts'
import { wordsIn } from './words.ts'

export type SheetPhoto = { id: string; caption: string; fileName: string; isImage: boolean }
type Props = {
	sheet: Sheet
	type: InspectionType
	answers: readonly SheetAnswer[]
	photos: Readonly<Record<string, readonly SheetPhoto[]>>
	result: FormResult | undefined
}

function useLabels(items: readonly Item[]): Record<string, string> {
	const t = useT()
	const language = useLanguage()
	return Object.fromEntries(
		items.flatMap((item) => [
			[fieldOf(item.no, 'result'), t('inspection.sheet.item', { no: item.no, text: wordsIn(language, item.text) })],
			[fieldOf(item.no, 'note'), t('inspection.sheet.item-note', { no: item.no })],
			[fieldOf(item.no, 'fixed'), t('inspection.sheet.item-fixed', { no: item.no })],
		]),
	)
}

/** The action's answer with the fields as they stand; a conflict says item by item what was typed and what is there. */
function useShownResult(
	result: FormResult | undefined,
	shown: FieldValues,
	answers: readonly SheetAnswer[],
	labels: Readonly<Record<string, string>>,
): FormResult | undefined {
	const t = useT()
	if (!result) return undefined
	if (!result.stale) return { ...result, values: shown }
	const said = (words: { result: 'pass' | 'fail' | 'na' | null; note: string } | undefined) =>
		words?.result ? `${t(`ui.${words.result}`)} ${words.note}` : t('inspection.sheet.unanswered')
	const changes = String(result.refusal?.params?.items ?? '')
		.split(',')
		.map((no) => ({
			label: labels[fieldOf(Number(no), 'result')] ?? t('inspection.sheet.conflict', { no }),
			mine: said(wordsOf(result.values, Number(no))),
			theirs: said(answers.find((answer) => answer.itemNo === Number(no))),
		}))
	return { ...result, values: shown, stale: { ...result.stale, changes } }
}

/** The sheet on a phone. Without scripts it is one form; with them it saves itself and counts as you tap. */
export function SheetForm({ sheet, type, answers, photos, result }: Props) {
	const t = useT()
	const items = sectionsFor(sheet, type).flatMap((section) => section.items)
	const first = shownValues(answers, result?.values)
	const labels = useLabels(items)
	const shown = useShownResult(result, first, answers, labels)
	const form = useActForm(sheetDraftSchema, { labels, defaults: first, result: shown })
	const save = useAutosave(form.formRef, basesOf(answers))
	const [values, setValues] = useState<FieldValues>(first)
	const [scripts, setScripts] = useState(false)
	// biome-ignore lint/correctness/useExhaustiveDependencies: once, for what was tapped before the scripts came
	useEffect(() => {
		setScripts(true)
		const held = form.formRef.current ? valuesOf(new FormData(form.formRef.current).entries()) : first
		if (items.some(({ no }) => fingerprint(wordsOf(held, no)) !== fingerprint(wordsOf(first, no)))) changed()
	}, [])
	const { resume } = save
	// biome-ignore lint/correctness/useExhaustiveDependencies: an attempt that failed here is what resumes it
	useEffect(resume, [form.attempt])
	const numbers = items.map((item) => item.no)
	const now = answersIn(values, numbers)

	function changed(): void {
		if (form.formRef.current) setValues(valuesOf(new FormData(form.formRef.current).entries()))
		save.changed()
	}
	function saveInPlace(event: MouseEvent): void {
		if (scripts && save.saveNow()) event.preventDefault()
	}

	return (
		<>
			<ErrorSummary form={form} />
			<div onInput={changed} onSubmit={save.stop}>
				<ActForm form={form} encType="multipart/form-data" className="mt4">
					{sectionsFor(sheet, type).map((section, i) => {
						const done = progress(
							sheet,
							type,
							now,
							section.items.map((item) => item.no),
						)
						const { answered, asked, failed } = done
						const mark = { answered, asked, count: failed }
						return (
							<SheetSection
								key={section.code}
								title={t(`inspection.sheet.section.${section.code}`)}
								done={answered}
								total={asked}
								note={t(failed > 0 ? 'inspection.sheet.mark-failed' : 'inspection.sheet.mark', mark)}
								open={openAtFirst(i, sheet, type, answersIn(first, numbers))}
							>
								{section.items.map((item) => (
									<ItemFields
										key={item.no}
										item={item}
										optional={itemUse(type, item) === 'optional'}
										base={save.bases.get(item.no)}
										photos={[
											...(photos[String(item.no)] ?? []),
											...save.photos
												.filter((photo) => photo.itemNo === item.no)
												.map((photo) => ({ id: photo.id, caption: '', fileName: '', isImage: true })),
										]}
									/>
								))}
							</SheetSection>
						)
					})}
					<SaveRow onSave={saveInPlace} />
					<Foot sheet={sheet} type={type} now={now} state={save.state} />
				</ActForm>
			</div>
		</>
	)
}

/** The first section that is not done yet stands open, and so does every one with a fail. */
function openAtFirst(i: number, sheet: Sheet, type: InspectionType, answers: ReturnType<typeof answersIn>): boolean {
	const states = sectionsFor(sheet, type).map((section) =>
		progress(
			sheet,
			type,
			answers,
			section.items.map((item) => item.no),
		),
	)
	const next = states.findIndex((one) => one.answered < one.asked)
	return i === next || (states[i]?.failed ?? 0) > 0
}

type ItemProps = {
	item: Item
	optional: boolean
	base: Base | undefined
	photos: readonly SheetPhoto[]
}

function ItemFields({ item, optional, base, photos }: ItemProps) {
	const t = useT()
	const language = useLanguage()
	const no = String(item.no)
	const question = wordsIn(language, item.text)
	const pictures = photos
		.filter((photo) => photo.isImage)
		.map((photo) => ({
			src: paths.evidence(photo.id),
			alt: t('inspection.photo.alt', { no: item.no, name: photo.caption || photo.fileName }),
		}))
	return (
		<>
			<input type="hidden" name={fieldOf(item.no, 'no')} value={no} />
			<input type="hidden" name={fieldOf(item.no, 'version')} value={base?.version ?? 0} />
			<input type="hidden" name={fieldOf(item.no, 'was')} value={base?.was ?? ''} />
			<SheetItem
				name={fieldOf(item.no, 'result')}
				no={no}
				question={optional ? `${question} (${t('inspection.sheet.optional')})` : question}
				points={item.points}
				onFail={
					<FailPanel no={no} photoName={photoField(item.no)} photos={pictures}>
						<TextArea name={fieldOf(item.no, 'note')} label={t('ui.seen')} hint={t('ui.seen.hint')} short />
						<CheckField name={fieldOf(item.no, 'fixed')} label={t('ui.fixed')} />
					</FailPanel>
				}
			/>
		</>
	)
}

type FootProps = {
	sheet: Sheet
	type: InspectionType
	now: ReturnType<typeof answersIn>
	state: SaveState
}

/** 'Next' saves, too; this one stays on the page. With scripts it saves in place. */
function SaveRow({ onSave }: { onSave: (event: MouseEvent) => void }) {
	const t = useT()
	return (
		<div className="split mt4">
			<span className="second sm">{t('inspection.sheet.draft')}</span>
			{/* biome-ignore lint/a11y/noStaticElementInteractions: the button inside is what is pressed */}
			{/* biome-ignore lint/a11y/useKeyWithClickEvents: a button is clicked by keyboard, too */}
			<span onClick={onSave}>
				<SubmitButton unchecked variant="plain" name="save" value="1">
					{t('inspection.do.save')}
				</SubmitButton>
			</span>
		</div>
	)
}

function Foot({ sheet, type, now, state }: FootProps) {
	const t = useT()
	const formats = useFormats()
	const { asked, answered, failed } = progress(sheet, type, now)
	const tenths = score(sheet, now)
	const saved = useSaveWord(state)
	return (
		<ScoreBar
			score={tenths === null ? '–' : formats.tenths(tenths)}
			lines={[
				t('inspection.sheet.progress', { answered, asked, count: failed }),
				saved ?? (failed > 0 ? t('inspection.sheet.will-open', { count: failed }) : t('inspection.sheet.none-failed')),
			]}
		>
			<SubmitButton name="next" value="1">
				{t('inspection.do.next')}
			</SubmitButton>
		</ScoreBar>
	)
}

function useSaveWord(state: SaveState): string | null {
	const t = useT()
	const formats = useFormats()
	switch (state.kind) {
		case 'idle':
			return null
		case 'saving':
			return t('inspection.sheet.saving')
		case 'saved':
			return t('inspection.sheet.saved', { time: formats.clock(state.at) })
		case 'failed':
			return t('inspection.sheet.unsaved')
		case 'conflict':
			return t('ui.stale')
		case 'photo-refused':
			return t('inspection.sheet.photo-refused')
	}
}
