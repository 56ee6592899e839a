import type { ReactNode } from 'react'

/** Lights tell time: each colour has a shape of its own, so that nothing rests on colour. */
export type LightColour = 'grey' | 'green' | 'yellow' | 'red' | 'stop'

const LIGHTS: Record<LightColour, ReactNode> = {
	grey: <circle cx="8" cy="8" r="5.6" fill="none" strokeWidth="2.2" />,
	green: <circle cx="8" cy="8" r="6.6" fill="currentColor" stroke="none" />,
	yellow: <path d="M8 1.2 15.4 14.4H.6z" fill="currentColor" stroke="none" />,
	red: <path d="M8 .3 15.7 8 8 15.7.3 8z" fill="currentColor" stroke="none" />,
	stop: <path d="M4.6 2.6v10.8M11.4 2.6v10.8" fill="none" strokeWidth="2.6" />,
}

export function Light({ colour }: { colour: LightColour }) {
	return (
		<svg className={`light light--${colour}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
			{LIGHTS[colour]}
		</svg>
	)
}

/** States tell progress. */
export type StateShape =
	| 'draft'
	| 'todo'
	| 'now'
	| 'run-1'
	| 'run-2'
	| 'run-3'
	| 'wait'
	| 'returned'
	| 'done'
	| 'ended'
	| 'ended-against'

const RING = <circle cx="8" cy="8" r="6.2" />
const BARRED = (
	<>
		{RING}
		<path d="m3.8 12.2 8.4-8.4" />
	</>
)

function pie(d: string) {
	return (
		<>
			{RING}
			<path d={d} fill="currentColor" stroke="none" />
		</>
	)
}

const STATES: Record<StateShape, ReactNode> = {
	draft: <circle cx="8" cy="8" r="6.2" strokeDasharray="2.4 2.47" />,
	todo: RING,
	now: (
		<>
			{RING}
			<circle cx="8" cy="8" r="3.2" fill="currentColor" stroke="none" />
		</>
	),
	'run-1': pie('M8 8V4.2A3.8 3.8 0 0 1 11.8 8z'),
	'run-2': pie('M8 4.2a3.8 3.8 0 0 1 0 7.6z'),
	'run-3': pie('M8 8V4.2A3.8 3.8 0 1 1 4.2 8z'),
	wait: (
		<>
			{RING}
			<path d="M8 4.6V8l2.3 1.5" />
		</>
	),
	returned: (
		<>
			{RING}
			<path d="M7.2 5.2 4.9 7.4l2.3 2.2M5 7.4h3.4a2 2 0 0 1 0 4H7.4" />
		</>
	),
	done: (
		<>
			<circle cx="8" cy="8" r="7" fill="currentColor" stroke="none" />
			<path className="tick" d="m4.9 8.2 2.2 2.2 4-4.4" strokeWidth="1.75" />
		</>
	),
	ended: BARRED,
	'ended-against': BARRED,
}

export function StateMark({ shape }: { shape: StateShape }) {
	return (
		<svg className="s" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
			{STATES[shape]}
		</svg>
	)
}

/** The mark: 心 from Noto Serif CJK (OFL), white on the seal. */
export function Mark() {
	return (
		<svg className="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
			<path className="m" d="M1.8 0h28.4Q32 0 32 1.8v28.4q0 1.8-1.8 1.8H1.8Q0 32 0 30.2V1.8Q0 0 1.8 0z" />
			<path
				className="g"
				d="M14.43 7 14.2 7.15C15.6 8.7 17.07 10.96 17.51 12.91C20.36 14.87 22.57 9.48 14.43 7ZM14.36 10.85 10.8 10.54V23.06C10.8 25.06 11.71 25.5 14.46 25.5H17.47C22.34 25.5 23.53 24.97 23.53 23.82C23.53 23.31 23.3 23.04 22.46 22.74L22.36 19.31H22.11C21.59 20.93 21.15 22.15 20.85 22.6C20.66 22.85 20.45 22.93 20.05 22.95C19.61 22.97 18.75 23 17.7 23H14.85C13.83 23 13.55 22.85 13.55 22.32V11.42C14.11 11.36 14.32 11.13 14.36 10.85ZM21.76 13.5 21.55 13.67C23.41 15.97 24.04 19.19 24.18 21.25C26.4 23.88 30.24 18.11 21.76 13.5ZM8.16 13.06 7.83 13.08C7.9 15.9 6.71 18.49 5.55 19.48C4.94 20.07 4.78 20.85 5.36 21.44C6.04 22.11 7.37 21.99 8.11 20.95C9.23 19.54 9.89 16.87 8.16 13.06Z"
			/>
		</svg>
	)
}
