import type { Refusal } from '#app/domain/refusal.ts'
import { type Instant, isLocalDate, type LocalDate } from '#app/domain/time.ts'
import { useDynamicT, useFormats } from '#app/i18n/use-t.ts'

function isMoment(value: unknown): value is Instant {
	return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value)
}

/** A refusal in words; days and moments in it are written for people. */
export function useRefusalWords(today?: LocalDate): (refusal: Refusal) => string {
	const say = useDynamicT()
	const formats = useFormats()
	return (refusal) => {
		const params = Object.entries(refusal.params ?? {}).map(([name, value]) => {
			if (isMoment(value)) return [name, formats.moment(value, today)]
			if (typeof value === 'string' && isLocalDate(value))
				return [name, today === undefined ? formats.fullDay(value) : formats.longDay(value, today)]
			return [name, value]
		})
		return say(`refusal.${refusal.rule}`, Object.fromEntries(params))
	}
}
