/** Events and notices of the gate. */
export const eventGate = {
	'event.penalty.conflict-declared': 'Declared an interest and stepped aside',
	'event.violation.conflict-declared': 'Declared an interest and stepped aside',
	'event.violation.traced': 'Recorded the trace of the order',
	'notice.penalty.waiver-refused': '{{number}}: the waiver was refused and the case goes on',
	'notice.penalty.panel-dropped': '{{number}}: the panel is against a deduction; the case waits to be withdrawn',
	'notice.penalty.conflict-declared': '{{number}}: somebody stepped aside; the case waits for another person',
	'notice.violation.exit-review': '{{number}}: farmed numbers of the month reach the exit review',
} as const
