import type { Light } from '#app/domain/light.ts'
import type { T } from '#app/i18n/messages.ts'
import { useT } from '#app/i18n/use-t.ts'
import { LightChip } from './light.tsx'

type ClockChipProps = {
	light: Light
	/** '日' instead of '个工作日': only in a column that says so. */
	short?: boolean | undefined
	/** Closing time of a date that falls today. */
	time?: string | undefined
}

/** What a light says in words: the time left, the time lost, or why it stands. */
export function lightText(t: T, { light, short, time }: ClockChipProps): string {
	const { reason, remaining, overdueBy } = light
	switch (reason) {
		case 'stopped':
			return t('ui.light.stop')
		case 'retired':
			return t('clock.retired')
		case 'not-acknowledged':
			return t('ui.light.grey')
		case 'acknowledge-overdue':
			return t('clock.sign-late')
		case 'overdue': {
			if (overdueBy?.unit === 'h') return t('clock.late-hours', { count: overdueBy.n })
			const days = overdueBy?.n ?? 0
			if (days === 0) return t('clock.late-today')
			return t(short ? 'ui.light.late-short' : 'ui.light.late', { count: days })
		}
		case 'returned':
		case 'near':
		case 'in-time':
			if (remaining.unit === 'h') return t('clock.left-hours', { count: remaining.n })
			if (remaining.n === 0) return time ? t('ui.light.today', { time }) : t('ui.light.today-plain')
			return t(short ? 'ui.light.left-short' : 'ui.light.left', { count: remaining.n })
	}
}

/** A light of the rules as a chip: colour, shape and words. */
export function ClockChip(props: ClockChipProps) {
	const t = useT()
	const { colour } = props.light
	return <LightChip colour={colour === 'stopped' ? 'stop' : colour} text={lightText(t, props)} />
}
