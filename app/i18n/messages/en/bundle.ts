/** The case file as one bundle. */
export const bundle = {
	'bundle.export': 'Export the case file',
	'bundle.why': 'Documents, evidence and log as one ZIP that checks itself. Taking it out is recorded.',
	'bundle.desk': 'Download my case file',
	'bundle.desk.why': 'Documents, the files you may see and what you did, as one ZIP that checks itself.',
} as const
