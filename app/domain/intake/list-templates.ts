import { BATCH_TITLES } from './batch-list.ts'
import { COMPLAINT_TITLES } from './complaint-list.ts'
import { SATISFACTION_TITLES } from './satisfaction-list.ts'
import type { Names3 } from './views.ts'

/** The lists that can be imported, and the headings that a template of each begins with. */
export const INTAKE_LISTS = ['complaints', 'opinions', 'surveys', 'satisfaction'] as const
export type IntakeList = (typeof INTAKE_LISTS)[number]

const TITLES: Readonly<Record<IntakeList, Readonly<Record<string, readonly string[]>>>> = {
	complaints: COMPLAINT_TITLES,
	opinions: BATCH_TITLES.opinion,
	surveys: BATCH_TITLES.survey,
	satisfaction: SATISFACTION_TITLES,
}
const PLACE: Readonly<Record<keyof Names3, number>> = { 'zh-Hans': 0, 'zh-Hant': 1, en: 2 }

/** The headings of a list in one language, in the order of the template. */
export function headingsOf(list: IntakeList, language: keyof Names3): string[] {
	return Object.values(TITLES[list]).map((names) => names[PLACE[language]] ?? names[0] ?? '')
}

/** A heading, given by its first title, as the reader knows it. */
export function headingIn(list: IntakeList, first: string, language: keyof Names3): string {
	const names = Object.values(TITLES[list]).find((known) => known[0] === first)
	return names?.[PLACE[language]] ?? first
}
