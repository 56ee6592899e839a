// Made by npm run i18n.
import { absence } from './absence.ts'
import { account } from './account.ts'
import { admin } from './admin.ts'
import { audit } from './audit.ts'
import { board } from './board.ts'
import { bundle } from './bundle.ts'
import { calchangeChecks } from './calchange-checks.ts'
import { calchange } from './calchange.ts'
import { cascade } from './cascade.ts'
import { circular } from './circular.ts'
import { claim } from './claim.ts'
import { clockPage } from './clock-page.ts'
import { clock } from './clock.ts'
import { common } from './common.ts'
import { deliveryPages } from './delivery-pages.ts'
import { delivery } from './delivery.ts'
import { deskAnswer } from './desk-answer.ts'
import { deskEvents } from './desk-events.ts'
import { desk } from './desk.ts'
import { draft } from './draft.ts'
import { due } from './due.ts'
import { error } from './error.ts'
import { eventCalendar } from './event-calendar.ts'
import { eventCase } from './event-case.ts'
import { eventClaim } from './event-claim.ts'
import { eventDelivery } from './event-delivery.ts'
import { eventGate } from './event-gate.ts'
import { eventIntake } from './event-intake.ts'
import { eventLadder } from './event-ladder.ts'
import { eventMoney } from './event-money.ts'
import { eventOrderActs } from './event-order-acts.ts'
import { eventOrderContent } from './event-order-content.ts'
import { eventOrder } from './event-order.ts'
import { eventOther } from './event-other.ts'
import { eventPlan } from './event-plan.ts'
import { evidence } from './evidence.ts'
import { exportOrder } from './export-order.ts'
import { exportWords } from './export-words.ts'
import { gate } from './gate.ts'
import { help } from './help.ts'
import { importWords } from './import-words.ts'
import { inbox } from './inbox.ts'
import { inspection } from './inspection.ts'
import { intakeBatch } from './intake-batch.ts'
import { intakeItem } from './intake-item.ts'
import { intake } from './intake.ts'
import { issueRulebook } from './issue-rulebook.ts'
import { issue } from './issue.ts'
import { ledger } from './ledger.ts'
import { measurePages } from './measure-pages.ts'
import { measureWords } from './measure-words.ts'
import { measure } from './measure.ts'
import { money } from './money.ts'
import { nav } from './nav.ts'
import { noticeCalendar } from './notice-calendar.ts'
import { noticeCase } from './notice-case.ts'
import { noticeClaim } from './notice-claim.ts'
import { noticeIntake } from './notice-intake.ts'
import { noticeLadder } from './notice-ladder.ts'
import { noticeOrderActs } from './notice-order-acts.ts'
import { noticeOrderContent } from './notice-order-content.ts'
import { noticeOrder } from './notice-order.ts'
import { noticeOther } from './notice-other.ts'
import { noticePlan } from './notice-plan.ts'
import { noticeService } from './notice-service.ts'
import { notice } from './notice.ts'
import { orderActs } from './order-acts.ts'
import { orderAsked } from './order-asked.ts'
import { orderContent } from './order-content.ts'
import { orderMine } from './order-mine.ts'
import { orderScore } from './order-score.ts'
import { order } from './order.ts'
import { overview } from './overview.ts'
import { penalty } from './penalty.ts'
import { plan } from './plan.ts'
import { policy } from './policy.ts'
import { proposal } from './proposal.ts'
import { redress } from './redress.ts'
import { reference } from './reference.ts'
import { refusalCalendar } from './refusal-calendar.ts'
import { refusalClaim } from './refusal-claim.ts'
import { refusalClock } from './refusal-clock.ts'
import { refusalCommon } from './refusal-common.ts'
import { refusalGate } from './refusal-gate.ts'
import { refusalInspection } from './refusal-inspection.ts'
import { refusalIntake } from './refusal-intake.ts'
import { refusalLadder } from './refusal-ladder.ts'
import { refusalLedger } from './refusal-ledger.ts'
import { refusalOrderActs } from './refusal-order-acts.ts'
import { refusalOrderContent } from './refusal-order-content.ts'
import { refusalOrder } from './refusal-order.ts'
import { refusalPenalty } from './refusal-penalty.ts'
import { refusalPlan } from './refusal-plan.ts'
import { refusalRulebook } from './refusal-rulebook.ts'
import { refusalViolation } from './refusal-violation.ts'
import { register } from './register.ts'
import { review } from './review.ts'
import { roles } from './roles.ts'
import { rulebook } from './rulebook.ts'
import { satisfaction } from './satisfaction.ts'
import { search } from './search.ts'
import { selfReport } from './self-report.ts'
import { settlement } from './settlement.ts'
import { shell } from './shell.ts'
import { sweep } from './sweep.ts'
import { topup } from './topup.ts'
import { ui } from './ui.ts'
import { violation } from './violation.ts'
import { workMoney } from './work-money.ts'
import { work } from './work.ts'

export const messages = {
	...absence,
	...account,
	...admin,
	...audit,
	...board,
	...bundle,
	...calchangeChecks,
	...calchange,
	...cascade,
	...circular,
	...claim,
	...clockPage,
	...clock,
	...common,
	...deliveryPages,
	...delivery,
	...deskAnswer,
	...deskEvents,
	...desk,
	...draft,
	...due,
	...error,
	...eventCalendar,
	...eventCase,
	...eventClaim,
	...eventDelivery,
	...eventGate,
	...eventIntake,
	...eventLadder,
	...eventMoney,
	...eventOrderActs,
	...eventOrderContent,
	...eventOrder,
	...eventOther,
	...eventPlan,
	...evidence,
	...exportOrder,
	...exportWords,
	...gate,
	...help,
	...importWords,
	...inbox,
	...inspection,
	...intakeBatch,
	...intakeItem,
	...intake,
	...issueRulebook,
	...issue,
	...ledger,
	...measurePages,
	...measureWords,
	...measure,
	...money,
	...nav,
	...noticeCalendar,
	...noticeCase,
	...noticeClaim,
	...noticeIntake,
	...noticeLadder,
	...noticeOrderActs,
	...noticeOrderContent,
	...noticeOrder,
	...noticeOther,
	...noticePlan,
	...noticeService,
	...notice,
	...orderActs,
	...orderAsked,
	...orderContent,
	...orderMine,
	...orderScore,
	...order,
	...overview,
	...penalty,
	...plan,
	...policy,
	...proposal,
	...redress,
	...reference,
	...refusalCalendar,
	...refusalClaim,
	...refusalClock,
	...refusalCommon,
	...refusalGate,
	...refusalInspection,
	...refusalIntake,
	...refusalLadder,
	...refusalLedger,
	...refusalOrderActs,
	...refusalOrderContent,
	...refusalOrder,
	...refusalPenalty,
	...refusalPlan,
	...refusalRulebook,
	...refusalViolation,
	...register,
	...review,
	...roles,
	...rulebook,
	...satisfaction,
	...search,
	...selfReport,
	...settlement,
	...shell,
	...sweep,
	...topup,
	...ui,
	...violation,
	...workMoney,
	...work,
} as const
