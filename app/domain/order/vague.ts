/** Words of a promise that nobody can check (seed: 從機制和流程上加強管控). */
const EMPTY_WORDS =
	/加强培训|提高认识|高度重视|加强管理|严格要求|引以为戒|举一反三|进一步加强|加強培訓|提高認識|高度重視|加強管理/
/** A day, a figure, a person or a system: something to hold the promise against. */
const CHECKABLE = /\d|负责|負責|上线|上線|系统|系統|责任人|責任人|截止|验证|驗證|核对|核對/

/** True when the answer on mechanisms names neither who, nor when, nor how it will be seen. */
export function isVague(text: string): boolean {
	const plain = text.trim()
	return (EMPTY_WORDS.test(plain) || plain.length < 15) && !CHECKABLE.test(plain)
}
