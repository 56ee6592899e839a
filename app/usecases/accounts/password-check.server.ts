import { isWeakPassword } from '#app/domain/password.ts'
import { isCommonPassword } from '#app/infra/common-passwords.ts'

/** True when a new password must be refused: common, or made of the person's own words. */
export function isRefusedPassword(password: string, login: string, name: string): boolean {
	return isWeakPassword(password, [login, name], isCommonPassword)
}
