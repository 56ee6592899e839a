import type { evidence as hans } from '../zh-Hans/evidence.ts'

export const evidence = {
	'evidence.grade.A': 'taken on site, with position',
	'evidence.grade.B': 'taken on site',
	'evidence.grade.C': 'gallery or file',
	'evidence.received': 'received {{at}}',
	'evidence.taken': 'taken {{at}}',
	'evidence.by': 'collected by {{name}}',
	'evidence.copy.pending': 'the copy for the agent is being made',
	'evidence.copy.ready': 'the agent sees a copy without metadata',
	'evidence.copy.failed': 'no copy could be made; the agent cannot see it',
	'evidence.hash': 'SHA-256 {{hash}}',
	'refusal.evidence.copy-pending': 'The copy for you is still being made; look again later',
} as const satisfies Readonly<Record<keyof typeof hans, string>>
