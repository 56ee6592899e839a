import { defaultUrgency, type OrderSource } from '../order/sources.ts'
import type { Urgency } from '../order/urgency.ts'
import type { ViolationSource } from '../violation/violation.ts'

/** By which way something came in (domain 5.5, 7); the first ones are complaints. */
export const COMPLAINT_CHANNELS = [
	'SUP_LINE',
	'GM_CITY',
	'GM_PROV',
	'H10010',
	'H10015',
	'MIIT',
	'H12300',
	'H12381',
	'H12321',
	'H12315',
	'H12345',
	'MEDIA',
] as const
export type ComplaintChannel = (typeof COMPLAINT_CHANNELS)[number]

export const INTAKE_CHANNELS = [...COMPLAINT_CHANNELS, 'SUPERVISOR', 'SURVEY'] as const
export type IntakeChannel = (typeof INTAKE_CHANNELS)[number]

const SOURCE: Readonly<Record<IntakeChannel, OrderSource>> = {
	SUP_LINE: 'SUP_LINE',
	GM_CITY: 'GM_CITY',
	GM_PROV: 'GM_PROV',
	H10010: 'HOTLINE',
	H10015: 'HOTLINE',
	MIIT: 'MIIT',
	H12300: 'MIIT',
	H12381: 'MIIT',
	H12321: 'SPAM',
	H12315: 'MARKET',
	H12345: 'GOV',
	MEDIA: 'MEDIA',
	SUPERVISOR: 'SUPERVISOR',
	SURVEY: 'SURVEY',
}

/** The source of an order that comes of it. */
export function orderSourceOf(channel: IntakeChannel): OrderSource {
	return SOURCE[channel]
}

const REGULATORS: readonly IntakeChannel[] = ['MIIT', 'H12300', 'H12381', 'H12321', 'H12315', 'H12345']

/** The source of a violation that is recorded from it. */
export function violationSourceOf(channel: IntakeChannel): ViolationSource {
	if (channel === 'MEDIA') return 'MEDIA'
	return REGULATORS.includes(channel) ? 'REGULATOR' : 'COMPLAINT'
}

/** The urgency that the entry proposes: that of an order from this source (domain 5.5). */
export function proposedUrgency(channel: IntakeChannel): Urgency {
	return defaultUrgency(SOURCE[channel])
}

export function isComplaintChannel(text: string): text is ComplaintChannel {
	return COMPLAINT_CHANNELS.some((known) => known === text)
}

/** Causes: the nine categories of the taxonomy, and what is no dealer's doing (network, system). */
export const CAUSES = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'Z'] as const
export type Cause = (typeof CAUSES)[number]

/** What a survey's free text is about: thirteen headings (domain 1, row 12). */
export const SURVEY_TOPICS = [
	'WAITING',
	'DATA_CHARGES',
	'COVERAGE',
	'CALL_QUALITY',
	'ATTITUDE',
	'PROCESS',
	'COMPLAINT_SPEED',
	'TARIFFS',
	'BILLS',
	'EXTRA_SERVICES',
	'PREMISES',
	'PROMOTION',
	'OTHER',
] as const
export type SurveyTopic = (typeof SURVEY_TOPICS)[number]

/** Where a supervisor comes from (domain 1, row 7). */
export const BACKGROUNDS = ['MEDIA', 'OPINION_LEADER', 'SUPERVISING_BODY', 'USER'] as const
export type Background = (typeof BACKGROUNDS)[number]
