/** Why an act on a calendar change or a deadline policy is shut. */
export const refusalCalendar = {
	'refusal.calendar.second-person': 'Whoever wrote it does not publish it: a second person does',
	'refusal.calendar.not-sound': 'There are still lines or conditions to put right',
	'refusal.calendar.base-moved': 'Another calendar was published meanwhile; look at the preview again',
	'refusal.calendar.example': 'This is an example; it cannot be handed in or published',
	'refusal.policy.second-person': 'Whoever wrote it does not put it in force: another issuer does',
	'refusal.policy.unchanged': 'Nothing differs from the version in force',
	'refusal.policy.base-moved': 'Another version came into force meanwhile; compare again',
	'refusal.policy.unsound': 'These numbers do not go together: {{path}}',
	'refusal.policy.in-force': 'The version in force cannot be retired; put its successor in force first',
	'refusal.policy.draft-open': 'Version {{no}} is being written already',
} as const
