import { type IntakeState, REPLY_VIAS } from '#app/domain/intake/item.ts'
import {
	BACKGROUNDS,
	CAUSES,
	COMPLAINT_CHANNELS,
	type IntakeChannel,
	SURVEY_TOPICS,
} from '#app/domain/intake/sources.ts'
import type { CauseNames } from '#app/domain/intake/views.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useFormats, useLanguage, useT } from '#app/i18n/use-t.ts'
import { StateBadge, type StateKind } from '../badge.tsx'
import { LightChip } from '../light.tsx'

const KIND: Readonly<Record<IntakeState, StateKind>> = {
	OPEN: 'todo',
	ORDERED: 'run-2',
	VIOLATION: 'run-2',
	ANSWERED: 'done',
	MERGED: 'ended',
	DECLINED: 'ended-against',
}

export function IntakeBadge({ state }: { state: IntakeState }) {
	const t = useT()
	return <StateBadge kind={KIND[state]}>{t(`intake.state.${state}`)}</StateBadge>
}

const PROPOSAL: Readonly<Record<'PROPOSED' | 'CONFIRMED' | 'DISMISSED' | 'LAPSED', StateKind>> = {
	PROPOSED: 'wait',
	CONFIRMED: 'done',
	DISMISSED: 'ended-against',
	LAPSED: 'ended',
}

export function ProposalBadge({ state }: { state: keyof typeof PROPOSAL }) {
	const t = useT()
	return <StateBadge kind={PROPOSAL[state]}>{t(`proposal.state.${state}`)}</StateBadge>
}

export function useChannelName(): (channel: IntakeChannel) => string {
	const t = useT()
	return (channel) => t(`intake.channel.${channel}`)
}

/** 'B 业务办理' by its letter; what is no dealer's doing has words of its own. */
export function useCauseName(causes: CauseNames): (code: string) => string {
	const t = useT()
	const language = useLanguage()
	return (code) => {
		const found = causes.find((cause) => cause.code === code)
		return found ? `${code} ${found.names[language]}` : t('intake.cause.Z')
	}
}

/** The types of the taxonomy under their categories; needs the names of both. */
export function useTypeOptions(causes: CauseNames) {
	const name = useCauseName(causes)
	return causes
		.filter(({ code }) => code.length > 1)
		.map(({ code }) => ({ value: code, label: name(code), group: name(code.slice(0, 1)) }))
}

export function useCauseOptions(causes: CauseNames) {
	const name = useCauseName(causes)
	return CAUSES.map((value) => ({ value, label: name(value) }))
}

export function useChannelOptions() {
	const name = useChannelName()
	return COMPLAINT_CHANNELS.map((value) => ({ value, label: name(value) }))
}

export function useReplyOptions() {
	const t = useT()
	return REPLY_VIAS.map((value) => ({ value, label: t(`intake.via.${value}`) }))
}

export function useTopicOptions() {
	const t = useT()
	return SURVEY_TOPICS.map((value) => ({ value, label: t(`intake.topic.${value}`) }))
}

export function useBackgroundOptions() {
	const t = useT()
	return BACKGROUNDS.map((value) => ({ value, label: t(`intake.background.${value}`) }))
}

type Dated = {
	readonly state: IntakeState
	readonly dueAt: Instant
	readonly dueOn: LocalDate
	readonly rawDueOn: LocalDate
	readonly overdueAt: Instant | null
}

/** Red when late, yellow from the raw statutory date on, green before; nothing to wait for stands grey. */
export function AnswerDue({ item, today, now }: { item: Dated; today: LocalDate; now: Instant }) {
	const t = useT()
	const formats = useFormats()
	const day = formats.day(item.dueOn, today)
	const waits = item.state === 'OPEN' || item.state === 'ORDERED' || item.state === 'VIOLATION'
	if (item.overdueAt !== null || (waits && now > item.dueAt))
		return <LightChip colour="red" text={t('intake.due.late', { day })} />
	if (!waits) return <span className="second nowrap">{day}</span>
	if (today >= item.rawDueOn) return <LightChip colour="yellow" text={t('intake.due.raw', { day })} />
	return <LightChip colour="green" text={t('intake.due.by', { day })} />
}
