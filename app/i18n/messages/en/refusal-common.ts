export const refusalCommon = {
	'refusal.not-found': 'There is no such record, or it is outside your scope',
	'refusal.not-allowed': 'Your role does not include this',
	'refusal.stale': 'The record has just been changed; compare, then send again',
	'refusal.wrong-state': 'This cannot be done in the present state',
	'refusal.same-person': 'Another person must do this',
	'refusal.reason-missing': 'Give a reason',
	'refusal.already-done': 'This was done already',
	'refusal.account.wrong-credentials':
		'Login name or password is wrong. After 10 failures the name is shut for 10 minutes',
	'refusal.account.locked': 'Ten failures in a row; try again in 10 minutes',
	'refusal.account.disabled': 'The account is disabled; ask the branch administrator',
	'refusal.account.weak-password':
		'The password is common, or holds the login name, the name or the product; choose another',
	'refusal.account.login-taken': 'Somebody has this login name already',
	'refusal.account.link-expired':
		'The link no longer works: it can be used once, within one hour. Restart the server for a new one',
	'refusal.account.role-place': 'This role cannot hold at this place',
	'refusal.account.roles-apart': 'Administrators, auditors and agents can hold no other role',
	'refusal.account.last-administrator': 'This is the last administrator; appoint another one first',
	'refusal.audit.closed': 'This opinion is closed',
	'refusal.register.code-taken': 'This code is taken',
	'refusal.register.blacklisted': 'This agent is on the exit list',
	'refusal.import.has-errors': 'Some rows have to be changed; nothing was imported',
	'refusal.evidence.type': 'Only JPEG, PNG, WebP and HEIC pictures and PDF files, judged by their content',
	'refusal.evidence.too-large': 'Each file may have 10 MB',
	'refusal.evidence.damaged': 'The file cannot be opened or is not complete',
	'refusal.evidence.quota': 'Five files at a time',
} as const
