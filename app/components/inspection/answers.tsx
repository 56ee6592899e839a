import type { Sheet } from '#app/domain/inspection/sheet.schema.ts'
import type { Answer } from '#app/domain/inspection/sheet.ts'
import { progress, sectionsFor } from '#app/domain/inspection/sheet.ts'
import { useLanguage, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { More } from '#app/ui/details.tsx'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { StateBadge } from '../badge.tsx'
import { Section } from '../page-head.tsx'
import { inspectionTypeOf } from './badges.tsx'
import { wordsIn } from './words.ts'

type Photo = { id: string; caption: string; fileName: string }
type Props = {
	sheet: Sheet
	type: string
	answers: readonly Answer[]
	photos: Readonly<Record<string, readonly Photo[]>>
}

const KIND = { pass: 'done', fail: 'ended-against', na: 'ended' } as const

/** The filled sheet by section; sections with a fail stand open. */
export function AnswerSections({ sheet, type, answers, photos }: Props) {
	const t = useT()
	const known = inspectionTypeOf(type)
	const { answered, asked } = progress(sheet, known, answers)
	return (
		<Section id="answers" title={t('inspection.answers')} sub={t('inspection.answers.sub', { answered, asked })}>
			{answers.length === 0 ? <p className="muted">{t('inspection.answers.none')}</p> : null}
			{sectionsFor(sheet, known).map((section) => {
				const mine = answers.filter((answer) => section.items.some((item) => item.no === answer.itemNo))
				const failed = mine.filter((answer) => answer.result === 'fail').length
				const name = t(`inspection.sheet.section.${section.code}`)
				const mark = { answered: mine.length, asked: section.items.length, count: failed }
				return mine.length === 0 ? null : (
					<More
						key={section.code}
						open={failed > 0}
						summary={`${name} ${t(failed > 0 ? 'inspection.sheet.mark-failed' : 'inspection.sheet.mark', mark)}`}
					>
						<SectionTable name={name} sheet={sheet} answers={mine} photos={photos} />
					</More>
				)
			})}
		</Section>
	)
}

function SectionTable({ name, sheet, answers, photos }: { name: string } & Omit<Props, 'type'>) {
	const t = useT()
	const language = useLanguage()
	const columns = [
		{ label: t('inspection.col.item') },
		{ label: t('inspection.col.answer') },
		{ label: t('inspection.col.photos') },
	]
	return (
		<Table caption={name} columns={columns} tight>
			{answers.map((answer) => {
				const item = sheet.items.find((one) => one.no === answer.itemNo)
				const own = photos[String(answer.itemNo)] ?? []
				return (
					<Row key={answer.itemNo}>
						<Cell main>
							{answer.itemNo} {item ? wordsIn(language, item.text) : null}
							{answer.result === 'fail' ? <span className="sub">{answer.note}</span> : null}
						</Cell>
						<Cell label={t('inspection.col.answer')} nowrap>
							<StateBadge kind={KIND[answer.result]}>{t(`ui.${answer.result}`)}</StateBadge>
						</Cell>
						<Cell label={t('inspection.col.photos')}>
							{own.map((photo, i) => (
								<a key={photo.id} href={paths.evidence(photo.id)}>
									{`${t('ui.photo.item', { no: answer.itemNo })} ${i + 1} `}
								</a>
							))}
						</Cell>
					</Row>
				)
			})}
		</Table>
	)
}
