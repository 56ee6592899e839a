import { isVague } from '#app/domain/order/vague.ts'
import type { WantedCode } from '#app/domain/order/wanted.ts'
import { WANTED_TEXTS } from '#app/domain/order/wanted.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { More } from '#app/ui/details.tsx'
import { Note } from '#app/ui/note.tsx'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { StateBadge, type StateKind } from '../badge.tsx'
import { useName } from '../desk/words.tsx'
import { EvidenceList } from '../evidence-list.tsx'
import { Facts } from '../facts.tsx'
import { type FileItem, useEvidenceItems } from '../inspection/files-section.tsx'
import { Section } from '../page-head.tsx'

export type FeedbackView = {
	readonly id: string
	readonly round: number
	readonly result: string
	readonly cause: string
	readonly mechanism: string
	readonly submitted_at: Instant
	readonly outcome: 'PENDING' | 'ACCEPTED' | 'RETURNED'
	readonly judged_at: Instant | null
	readonly reason: string | null
	readonly by: string
	readonly judge: string
	readonly files: Readonly<Record<'result' | 'cause' | 'mechanism', readonly FileItem[]>>
}

type Props = { feedbacks: readonly FeedbackView[]; today: LocalDate }

/** Feedback in its three answers, the newest first and open; earlier rounds fold, with why they were sent back. */
export function OrderFeedbacks({ feedbacks, today }: Props) {
	const t = useT()
	const formats = useFormats()
	const newest = feedbacks.at(-1)
	if (!newest) return null
	const earlier = feedbacks.slice(0, -1).toReversed()
	return (
		<Section
			id="feedback"
			title={t('order.feedback')}
			sub={t('order.feedback.sub', {
				n: feedbacks.length,
				at: formats.moment(newest.submitted_at, today),
				by: newest.by,
				outcome: t(`order.outcome.${newest.outcome}`),
			})}
		>
			<Answers feedback={newest} today={today} />
			{earlier.map((feedback, i) => (
				<More
					key={feedback.id}
					summary={`${t('order.feedback.earlier', { n: feedbacks.length - 1 - i })} ${formats.moment(feedback.submitted_at, today)} ${feedback.by}`}
				>
					<Answers feedback={feedback} today={today} />
				</More>
			))}
		</Section>
	)
}

function Answers({ feedback, today }: { feedback: FeedbackView; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	const { files, outcome } = feedback
	return (
		<>
			<Facts
				items={[
					{ label: t('order.result'), value: <Answer text={feedback.result} files={files.result} today={today} /> },
					{ label: t('order.cause'), value: <Answer text={feedback.cause} files={files.cause} today={today} /> },
					{
						label: t('order.mechanism'),
						value: <Answer text={feedback.mechanism} files={files.mechanism} today={today} vague />,
					},
				]}
			/>
			{outcome !== 'PENDING' && feedback.judged_at && feedback.reason ? (
				<div className="mt3">
					<Note kind={outcome === 'RETURNED' ? 'warn' : 'plain'} icon={outcome === 'RETURNED' ? 'back' : 'check'}>
						<b>
							{t(outcome === 'RETURNED' ? 'order.returned-by' : 'order.accepted-by', {
								at: formats.moment(feedback.judged_at, today),
								by: feedback.judge,
							})}
						</b>
						<br />
						{feedback.reason}
					</Note>
				</div>
			) : null}
		</>
	)
}

type AnswerProps = { text: string; files: readonly FileItem[]; today: LocalDate; vague?: boolean }

/** Words that promise nothing are marked where a promise is asked for: they name no person, no day and no proof. */
function Answer({ text, files, today, vague = false }: AnswerProps) {
	const t = useT()
	const items = useEvidenceItems(files, today, false)
	return (
		<>
			{vague && isVague(text) ? (
				<>
					<mark className="flagged">{text}</mark>
					<br />
					<span className="sm second">{t('order.vague')}</span>
				</>
			) : (
				text
			)}
			{items.length > 0 ? <EvidenceList items={items} /> : null}
		</>
	)
}

export type WantedView = {
	readonly id: string
	readonly code: WantedCode | null
	readonly text: string
	readonly state: 'met' | 'said' | 'missing'
	readonly said: string | null
	readonly files: readonly FileItem[]
}

const BADGE: Readonly<Record<WantedView['state'], StateKind>> = { met: 'done', said: 'wait', missing: 'todo' }

/** What a template asked for is read in the reader's language, own words as they were written. */
export function useWantedText() {
	const name = useName()
	return (item: Pick<WantedView, 'code' | 'text'>) => (item.code === null ? item.text : name(WANTED_TEXTS[item.code]))
}

/** The evidence that was asked for, each piece handed in, explained or missing. */
export function WantedList({ wanted, today }: { wanted: readonly WantedView[]; today: LocalDate }) {
	const t = useT()
	const textOf = useWantedText()
	if (wanted.length === 0) return null
	const met = wanted.filter(({ state }) => state === 'met').length
	const columns = (['what', 'state', 'files'] as const).map((name) => ({ label: t(`order.wanted.col.${name}`) }))
	return (
		<Section id="wanted" title={t('order.wanted')} sub={t('order.wanted.sub', { met, count: wanted.length })}>
			<Table caption={t('order.wanted')} columns={columns}>
				{wanted.map((item) => (
					<Row key={item.id}>
						<Cell main>{textOf(item)}</Cell>
						<Cell label={t('order.wanted.col.state')} nowrap>
							<StateBadge kind={BADGE[item.state]}>{t(`order.wanted.${item.state}`)}</StateBadge>
						</Cell>
						<Cell label={t('order.wanted.col.files')} hide={item.state === 'missing'}>
							<WantedFiles item={item} today={today} />
						</Cell>
					</Row>
				))}
			</Table>
		</Section>
	)
}

function WantedFiles({ item, today }: { item: WantedView; today: LocalDate }) {
	const t = useT()
	const items = useEvidenceItems(item.files, today, false)
	if (items.length === 0 && item.said === null) return <span className="muted">{t('common.none')}</span>
	return (
		<>
			{item.said}
			{items.length > 0 ? <EvidenceList items={items} /> : null}
		</>
	)
}
