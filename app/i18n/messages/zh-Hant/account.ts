// Made from zh-Hans/account.ts by npm run i18n.
export const account = {
	'account.sign-in.title': '登錄',
	'account.sign-in.do': '登錄',
	'account.login': '賬號',
	'account.login.hint': '工號或管理員給的登錄名',
	'account.password': '密碼',
	'account.forgot': '忘記密碼',
	'account.privacy': '只記錄必要的數據。每次查看用戶信息都會留痕。',
	'account.role': '角色',
	'account.name': '姓名',
	'account.may': '能做什麼',
	'account.act': '操作',
	'account.demo.title': '演示賬號',
	'account.demo.password': '數據全部虛構，密碼都是 {{password}}',
	'account.demo.enter': '進入',
	'account.demo.enter-as': '以{{name}}身份進入',
} as const
