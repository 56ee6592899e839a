import type { LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { Light, type LightColour } from '#app/ui/shapes.tsx'

export type { LightColour }

/** Figures of a sentence stand out, as on every light. */
export function boldFigures(text: string) {
	return text.split(/(\d+(?::\d+)?)/).map((piece, i) => (i % 2 === 1 ? <b key={i}>{piece}</b> : piece))
}

/** A light tells time: shape, colour and words. `plain` leaves the figures unstressed. */
export function LightChip({ colour, text, plain }: { colour: LightColour; text: string; plain?: boolean | undefined }) {
	return (
		<span className={`chip chip--${colour}`}>
			<Light colour={colour} />
			<span>{plain ? text : boldFigures(text)}</span>
		</span>
	)
}

/** `left`: working days to the end, 0 today, negative when late; null when no clock counts. */
export type DeadlineProps = {
	colour: LightColour
	left: number | null
	/** Closing time of a date that falls today, '24:00'. */
	time?: string | undefined
	/** '日' instead of '个工作日': only in a column that says so. */
	short?: boolean | undefined
}

/** The chip of a running deadline in the reader's words. */
export function DeadlineChip({ colour, left, time, short }: DeadlineProps) {
	const t = useT()
	return <LightChip colour={colour} text={wordsOf()} />

	function wordsOf(): string {
		if (colour === 'grey') return t('ui.light.grey')
		if (colour === 'stop' || left === null) return t('ui.light.stop')
		if (left === 0) return time ? t('ui.light.today', { time }) : t('ui.light.today-plain')
		if (left > 0) return t(short ? 'ui.light.left-short' : 'ui.light.left', { count: left })
		return t(short ? 'ui.light.late-short' : 'ui.light.late', { count: -left })
	}
}

type DueProps = {
	date: LocalDate
	today?: LocalDate | undefined
	provisional?: boolean | undefined
	time?: string | undefined
}

/** The date beside a light: '11-24 周二', with 暂定 when its year's calendar is not out. */
export function Due({ date, today, provisional, time }: DueProps) {
	const t = useT()
	const formats = useFormats()
	return (
		<span className="due">
			<time dateTime={date}>{formats.day(date, today)}</time>
			{time ? ` ${time}` : null}
			{provisional ? (
				<>
					{' '}
					<span className="prov">{t('ui.provisional')}</span>
				</>
			) : null}
		</span>
	)
}

/** The legend under a list of lights. */
export function LightLegend() {
	const t = useT()
	return (
		<span className="lights">
			<span>{t('ui.light.legend')}</span>
			<span>
				<Light colour="grey" /> {t('ui.light.grey')}
			</span>
			<span>
				<Light colour="green" /> {t('ui.light.legend.green')}
			</span>
			<span>
				<Light colour="yellow" /> {t('ui.light.legend.yellow')}
			</span>
			<span>
				<Light colour="red" /> {t('ui.light.legend.red')}
			</span>
		</span>
	)
}
