// Made from zh-Hans/draft.ts by npm run i18n.
export const draft = {
	'draft.restored': '已恢復您 {{at}} 寫的內容。文件沒有保存，要重新選。',
	'draft.discard': '丟棄草稿',
	'draft.discarded': '草稿已丟棄',
	'draft.save': '保存草稿',
	'draft.saved': '草稿已保存',
	'draft.local': '已存在本機',
	'draft.failed': '沒有存到服務器，文字還在本機',
	'draft.hint': '寫的文字會自動保存，關了頁面也不會丟；文件不會保存。',
	'draft.offline': '沒有網絡，沒有發出。文字已存在本機，所選文件還在本頁。',
	'draft.back': '網絡恢復了，文字和文件都在，可以發了。',
	'draft.retry': '再發一次',
} as const
