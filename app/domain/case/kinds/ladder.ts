/** What is recorded and told of absences and of reminders that no part words by itself. */
export const LADDER_EVENTS = ['account.absence-entered', 'account.absence-ended'] as const

export const LADDER_NOTICES = ['clock.reminder', 'clock.escalated', 'account.deputy-asked'] as const
