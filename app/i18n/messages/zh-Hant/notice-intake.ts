// Made from zh-Hans/notice-intake.ts by npm run i18n.
export const noticeIntake = {
	'notice.intake.successor-named': '{{by}} 請你接手 {{number}}',
	'notice.intake.successor-declined': '{{by}} 不接手 {{number}}，仍由你負責',
	'notice.intake.answer-proposed': '{{number}}：督辦單已辦結，請核對併發出答覆',
	'notice.intake.reopened': '{{number}}：督辦單已撤銷或併案，請重新處理',
	'notice.intake.overdue': '{{number}}：答覆已超期（{{due}}）',
	'notice.intake.reminder': '{{number}}：{{due}} 前答覆',
	'notice.proposal.made': '{{number}}：{{outlet}}，提議立督辦單',
} as const
