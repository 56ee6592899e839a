/** Monthly window satisfaction per outlet. */
export const satisfaction = {
	'satisfaction.title': 'Window satisfaction',
	'satisfaction.outlet': 'Outlet',
	'satisfaction.rule':
		'Strictly above {{percent}}% passes: equal fails; {{months}} bad months in a row propose an order.',
	'satisfaction.import': 'Import satisfaction',
	'satisfaction.import.lead':
		'One row for each outlet and month, CSV or XLSX. At most two decimals; nothing is rounded.',
	'satisfaction.import.hint':
		'Columns: outlet code, month and satisfaction are needed; answers may be left out. Corrections are made on the outlet’s page.',
	'satisfaction.month': 'Month',
	'satisfaction.which': 'Which',
	'satisfaction.failing': 'Failing only',
	'satisfaction.search': 'Outlet or agent',
	'satisfaction.sum': '{{month}}: {{outlets}} outlets, {{failing}} fail',
	'satisfaction.none': 'No values yet',
	'satisfaction.none.text': 'They appear here once a month’s list is imported.',
	'satisfaction.count': '{{count}} outlets',
	'satisfaction.count_one': '{{count}} outlet',
	'satisfaction.value': 'Satisfaction',
	'satisfaction.answers': 'Answers',
	'satisfaction.trend': 'Trend',
	'satisfaction.outlet.more': 'Every month, and corrections',
	'satisfaction.to.outlet': 'Outlet register',
	'satisfaction.versions': 'Values',
	'satisfaction.version': 'version {{n}}',
	'satisfaction.set-aside': '(corrected)',
	'satisfaction.by': 'Recorded',
	'satisfaction.reason': 'Reason',
	'satisfaction.imported': 'Imported',
	'satisfaction.correct': 'Correct a month',
	'satisfaction.correct.lead':
		'The old value stays readable, the new one carries the reason; what rests on it is looked at again.',
	'satisfaction.correct.confirm': 'I have checked the source',
	'satisfaction.percent.hint': 'For example 95.01',
} as const
