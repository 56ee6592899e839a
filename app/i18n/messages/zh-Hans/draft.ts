/** Drafts of forms that outlive a lost connection and a closed page. */
export const draft = {
	'draft.restored': '已恢复您 {{at}} 写的内容。文件没有保存，要重新选。',
	'draft.discard': '丢弃草稿',
	'draft.discarded': '草稿已丢弃',
	'draft.save': '保存草稿',
	'draft.saved': '草稿已保存',
	'draft.local': '已存在本机',
	'draft.failed': '没有存到服务器，文字还在本机',
	'draft.hint': '写的文字会自动保存，关了页面也不会丢；文件不会保存。',
	'draft.offline': '没有网络，没有发出。文字已存在本机，所选文件还在本页。',
	'draft.back': '网络恢复了，文字和文件都在，可以发了。',
	'draft.retry': '再发一次',
} as const
