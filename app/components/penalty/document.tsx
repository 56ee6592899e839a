import { amountInWords } from '#app/domain/amount-words.ts'
import type { ServedHow } from '#app/domain/notice/kinds.ts'
import type { NoticeBody } from '#app/domain/penalty/notice-body.ts'
import { type Instant, type LocalDate, localDateOf } from '#app/domain/time.ts'
import { useDynamicT, useFormats, useLanguage, useT } from '#app/i18n/use-t.ts'
import { useName } from '../desk/words.tsx'
import { useWorkingRow } from '../desk/working.tsx'
import { PrintSheet } from '../print-sheet.tsx'

export type NoticeDoc = {
	readonly kind: NoticeBody['kind']
	readonly body: NoticeBody
	readonly sha256: string
	readonly checkCode: string
	readonly servedAt: Instant | null
	readonly servedHow: ServedHow | null
	readonly openedBy: string | null
	readonly openedAt: Instant | null
	readonly window: { readonly kind: string; readonly dueOn: LocalDate; readonly provisional: boolean } | null
}

type Props = { notice: NoticeDoc }

/** '2026年11月16日': documents name the weekday only of a last day. */
function useDocumentDay(): (date: LocalDate) => string {
	const formats = useFormats()
	const language = useLanguage()
	return (date) => (language === 'en' ? formats.fullDay(date) : (formats.fullDay(date).split(' ')[0] ?? date))
}

/** A document on one A4 page, as it was told; the proof of service is of today. */
export function NoticeDocument({ notice }: Props) {
	const t = useT()
	const day = useDocumentDay()
	const { body } = notice
	const short = notice.sha256
		.slice(0, 16)
		.replace(/(.{4})/g, '$1 ')
		.trim()
	return (
		<PrintSheet
			head={body.branch}
			number={body.number}
			caseNo={t('notice.case', { number: body.caseNumber })}
			title={t(`notice.title.${notice.kind}`)}
			foot={[
				body.number,
				`SHA-256 ${short} …`,
				t(notice.servedAt === null ? 'notice.copy.unserved' : 'notice.copy.served'),
			]}
			proof={
				<span>
					{t('notice.check-code', { code: notice.checkCode })}
					<br />
					{t('notice.contact', { name: body.contact })}
				</span>
			}
			sign={
				<>
					<Stamp />
					{body.branch}
					<br />
					{day(body.issuedOn)}
				</>
			}
		>
			<p className="to">
				{body.dealer.creditCode
					? t('notice.to', { name: body.dealer.name, code: body.dealer.creditCode })
					: t('notice.to.plain', { name: body.dealer.name })}
			</p>
			<Content notice={notice} />
			<Receipt notice={notice} />
		</PrintSheet>
	)
}

function Content({ notice }: Props) {
	switch (notice.kind) {
		case 'pre-notice':
			return <PreNotice body={notice.body} />
		case 'decision':
			return <Decision body={notice.body} />
		case 'review-decision':
			return <ReviewDecision body={notice.body} />
		case 'education':
		case 'withdrawal':
		case 'revocation':
			return <Ending body={notice.body} kind={notice.kind} />
	}
}

type BodyProps = { body: NoticeBody }

function Found({ body }: BodyProps) {
	const t = useT()
	const day = useDocumentDay()
	const name = useName()
	const minute = body.occurredAtMinute
	const clock =
		minute === null
			? ''
			: ` ${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
	const accepted = body.clause.agreementFrom
	const stopped = /[。．.!?！？”"]$/.test(body.facts.trim())
	return (
		<>
			<p>
				{t('notice.found', { when: `${day(body.occurredOn)}${clock}`, outlet: body.outlet.name })}
				{body.facts.trim()}
				{stopped ? null : t('notice.stop')}
				{t('notice.found.evidence', { count: body.evidence.length })}
			</p>
			<p>
				{t('notice.clause', { code: body.clause.code, name: name(body.clause.names), rulebook: body.clause.rulebook })}
				{accepted ? t('notice.clause.accepted', { day: day(accepted) }) : null}
			</p>
		</>
	)
}

/** The arithmetic as a table; the sum in figures and in words. */
function Arithmetic({ body, total }: BodyProps & { total: string }) {
	const t = useT()
	const formats = useFormats()
	const share = t('notice.share', { percent: body.working.find((line) => line.kind === 'share')?.percent ?? 100 })
	const row = useWorkingRow({ ...body, shareReason: body.shareReason || share })
	return (
		<table>
			<caption className="vh">{t('notice.table')}</caption>
			<thead>
				<tr>
					<th scope="col">{t('ui.sum.step')}</th>
					<th scope="col">{t('ui.sum.op')}</th>
					<th scope="col">{t('ui.sum.why')}</th>
					<th scope="col" className="n">
						{t('ui.sum.result')}
					</th>
				</tr>
			</thead>
			<tbody>
				{body.working.map((line) => {
					const shown = row(line)
					return shown ? (
						<tr key={line.kind}>
							<td>{shown.step}</td>
							<td>{shown.op}</td>
							<td>{shown.why}</td>
							<td className="n">{shown.result}</td>
						</tr>
					) : null
				})}
				<tr>
					<th scope="row" colSpan={3}>
						{t(total === 'told' ? 'notice.total.told' : 'notice.total.decided', {
							words: amountInWords(body.amountFen),
							points: body.points,
						})}
					</th>
					<td className="n">
						<b>{formats.money(body.amountFen)}</b>
					</td>
				</tr>
			</tbody>
		</table>
	)
}

function PreNotice({ body }: BodyProps) {
	const t = useT()
	return (
		<>
			<Found body={body} />
			<p>{t('notice.intended')}</p>
			<Arithmetic body={body} total="told" />
			<p>{t('notice.not-a-fine.told')}</p>
			<h2>{t('notice.rights')}</h2>
			<p>{t('notice.rights.told', { ...body.limits })}</p>
		</>
	)
}

function Decision({ body }: BodyProps) {
	const t = useT()
	const formats = useFormats()
	const lower = body.amountFen < body.toldFen
	return (
		<>
			<Found body={body} />
			{body.args.map((one) => (
				<p key={one.no}>{t('notice.argument', { no: one.no, text: one.text, answer: one.answer })}</p>
			))}
			<p>{t('notice.reason', { reason: body.reason })}</p>
			<p>
				{lower
					? t('notice.decided.lower', {
							told: formats.money(body.toldFen),
							words: amountInWords(body.amountFen),
							amount: formats.money(body.amountFen),
							points: body.points,
						})
					: t('notice.decided')}
			</p>
			{lower ? null : <Arithmetic body={body} total="decided" />}
			<p>{t('notice.not-a-fine.decided')}</p>
			<h2>{t('notice.rights')}</h2>
			<p>{t('notice.rights.decided', { ...body.limits })}</p>
		</>
	)
}

function ReviewDecision({ body }: BodyProps) {
	const t = useT()
	const formats = useFormats()
	const outcome = body.review?.outcome ?? 'UPHELD'
	return (
		<>
			<Found body={body} />
			<p>{t(`notice.review.${outcome}`)}</p>
			<p>{t('notice.reason', { reason: body.reason })}</p>
			{outcome === 'UPHELD' || outcome === 'VARIED' ? (
				<p>
					{t('notice.review.stands', {
						amount: formats.money(body.amountFen),
						words: amountInWords(body.amountFen),
						points: body.points,
					})}
				</p>
			) : null}
			<p>{t('notice.not-a-fine.decided')}</p>
		</>
	)
}

function Ending({ body, kind }: BodyProps & { kind: 'education' | 'withdrawal' | 'revocation' }) {
	const t = useT()
	return (
		<>
			<Found body={body} />
			<p>{t(`notice.ending.${kind}`)}</p>
			<p>{t('notice.reason', { reason: body.reason })}</p>
			<p>{t(`notice.ending.${kind}.then`)}</p>
		</>
	)
}

/** When it counts as served, and until when the window runs. */
function Receipt({ notice }: Props) {
	const t = useT()
	const word = useDynamicT()
	const formats = useFormats()
	const { servedAt, window } = notice
	if (servedAt === null) return null
	const on = formats.fullDay(localDateOf(servedAt))
	const served =
		notice.servedHow === 'lapse'
			? t('notice.served.lapse', { day: on })
			: t('notice.served.opened', { day: on, time: formats.clock(servedAt), name: notice.openedBy ?? '' })
	return (
		<dl className="rcpt">
			<dt>{t('notice.receipt')}</dt>
			<dd>{served}</dd>
			{window ? (
				<>
					<dt>{word(`notice.window.${window.kind}`)}</dt>
					<dd>
						<b>{t('notice.window.until', { day: formats.fullDay(window.dueOn) })}</b>
						{window.provisional ? ` ${t('ui.provisional')}` : ''}
					</dd>
				</>
			) : null}
		</dl>
	)
}

/** The seal of an issued document: ring and star, without text that an extractor would mix into the body. */
function Stamp() {
	return (
		<svg className="stamp" viewBox="0 0 40 40" aria-hidden="true">
			<circle cx="20" cy="20" r="18.5" fill="none" stroke="#b3261b" strokeWidth="1.2" />
			<circle cx="20" cy="20" r="16.6" fill="none" stroke="#b3261b" strokeWidth="0.3" />
			<path fill="#b3261b" d="M20 11.6l1.95 6h6.3l-5.1 3.7 1.95 6-5.1-3.7-5.1 3.7 1.95-6-5.1-3.7h6.3z" />
		</svg>
	)
}
