/** Drafts of forms that outlive a lost connection and a closed page. */
export const draft = {
	'draft.restored': 'What you wrote at {{at}} is back. Files were not kept: choose them again.',
	'draft.discard': 'Discard draft',
	'draft.discarded': 'Draft discarded',
	'draft.save': 'Save draft',
	'draft.saved': 'Draft saved',
	'draft.local': 'Kept on this device',
	'draft.failed': 'Not kept on the server, the text is still on this device',
	'draft.hint': 'Your text is kept as you type, also when the page is closed; files are not.',
	'draft.offline': 'No connection, not sent. Your text is kept on this device, chosen files are still on this page.',
	'draft.back': 'The connection is back. Text and files are here, you can send now.',
	'draft.retry': 'Send again',
} as const
