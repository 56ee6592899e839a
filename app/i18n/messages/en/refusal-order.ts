export const refusalOrder = {
	'refusal.order.no-lead-department': 'There is no responsible department yet. Choose one, then submit',
	'refusal.order.drafter-issues': 'Another person must issue it: whoever drafts an order cannot issue it',
	'refusal.order.not-issuing-side': 'Only the issuer, or the order officer who drafted the order, can do this',
	'refusal.order.own-feedback': 'Another person must check it: this feedback is your own',
	'refusal.order.feedback-incomplete': 'Answer all three: result, cause and change of procedure',
	'refusal.order.callback-missing':
		'Users are affected. Give the result of the call-back, or the reason why there was none',
	'refusal.order.not-striker': 'Only an order officer or the issuer can do this',
	'refusal.order.completer-strikes-off': 'Another person must strike it off: you completed this order',
	'refusal.order.observation-running':
		'The observation period runs until {{until}}. The issuer may strike off earlier and says why',
	'refusal.order.not-overdue': 'It is not overdue yet',
	'refusal.order.merge-target': 'Merge into another order that is not completed yet',
	'refusal.order.extension-too-late': 'It is too late to ask for an extension. The last moment was {{latest}}',
	'refusal.order.extension-twice': 'The order has been extended twice and cannot be extended again',
	'refusal.order.extension-too-long':
		'Extensions together cannot exceed the original period. Working days left: {{left}}',
	'refusal.order.extension-too-long-hours':
		'Extensions together cannot exceed the original period. Hours left: {{left}}',
	'refusal.order.extension-past-statutory': 'An extension cannot go past the statutory date {{statutoryOn}}',
	'refusal.order.extension-pending': 'An extension request is already waiting for a decision',
	'refusal.order.extension-unit':
		'Ask in the unit of the order, 1 or more: hours for a critical order, working days for any other',
	'refusal.order.no-extension-pending': 'No extension request is waiting for a decision',
	'refusal.order.extension-own': 'Another person must decide: you asked for this extension',
	'refusal.order.suspended': 'The order is suspended. Resume it first',
	'refusal.order.not-suspended': 'The order is not suspended',
	'refusal.order.suspension-end': 'A suspension ends after today and not later than the statutory date',
	'refusal.order.assist-date': 'The date of an assisting task lies between today and the due date of the order',
	'refusal.order.assist-done': 'This assisting task is already done',
	'refusal.order.top-urgency': 'The urgency cannot be raised any further',
} as const
