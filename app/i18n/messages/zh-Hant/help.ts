// Made from zh-Hans/help.ts by npm run i18n.
export const help = {
	'help.title': '幫助與聯繫',
	'help.contact': '找誰',
	'help.contact.text': '賬號、角色、組織的問題找{{who}}。案件的問題找案件頁上寫明的經辦人。',
	'help.administrator': '分公司管理員',
	'help.password': '忘記密碼',
	'help.password.text': '{{who}}可以重置密碼，當面或打電話告訴您。連續輸錯 10 次，賬號停用 10 分鐘，之後自動恢復。',
	'help.process': '考核扣款怎樣決定',
	'help.process.text':
		'發現違規，由另一人審核，發出告知書。代理商有 5 個工作日申辯，申辯不會加重處罰。作出決定後，10 個工作日內可以申請複核，由沒有參與的人辦理，結果不會加重。',
	'help.lights': '燈的意思',
	'help.lights.text': '燈只說時間，不說對錯。形狀和文字與顏色說的是同一件事。',
	'help.keys': '鍵盤',
	'help.keys.search': '搜索',
	'help.keys.next': '下一行',
	'help.keys.previous': '上一行',
	'help.keys.open': '打開這一行',
	'help.privacy': '記錄什麼',
	'help.privacy.text':
		'每次登錄、每次改變、每次查看證據都會留痕，記錄連成一條鏈，不能修改或刪除。用戶號碼只保存打碼後的樣子。',
} as const
