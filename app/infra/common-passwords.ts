/**
 * Common passwords, made from the bases and endings that lists of leaked passwords show most often: some 5,000 of them
 * in a page. It is no breached-password database; a branch that has one should check against it too.
 */
const BASES = (
	'password passw0rd qwerty qwertyuiop asdfgh asdfghjkl zxcvbn zxcvbnm 1qaz2wsx 1q2w3e4r qazwsx abc abcd abcdef admin administrator root ' +
	'welcome letmein login master hello dragon monkey shadow sunshine princess football baseball superman batman iloveyou love ' +
	'test guest user default changeme secret access pass temp temporary summer winter spring autumn monday friday ' +
	'company office manager sales service support system server oracle mysql cisco huawei china beijing shanghai guangdong ' +
	'woaini aini woaiwo nihao zhang wang liming xiaoming zhongguo dianxin yidong liantong shouji mima denglu guanliyuan ' +
	'michael jordan charlie andrew thomas jennifer jessica ashley daniel george computer internet samsung apple google ' +
	'freedom whatever trustno starwars pokemon killer hunter ranger soccer hockey tigger ginger pepper cookie banana orange'
).split(' ')
const ENDINGS = (
	' 1 12 123 1234 12345 123456 12345678 123456789 0 00 000 01 07 11 111 1111 22 66 666 6666 88 888 8888 99 520 521 1314 5201314 ' +
	'! !! !@# @ @123 @1234 # 123! 1! 2018 2019 2020 2021 2022 2023 2024 2025 2026 2027 @2024 @2025 @2026 a abc qwe'
).split(' ')
const DIGITS = (
	'12345678 123456789 1234567890 87654321 987654321 0987654321 11111111 00000000 88888888 66666666 99999999 12341234 11223344 ' +
	'112233445566 12121212 123123123 123456123 147258369 159357456 789456123 52013140 5201314520 13145200 10203040 20202020 ' +
	'01234567 012345678 0123456789 11112222 22222222 33333333 55555555 77777777 123qwe123 1qaz2wsx3edc q1w2e3r4 q1w2e3r4t5 a1b2c3d4 ' +
	'aa123456 a123456 a12345678 a123456789 qq123456 wang123456 zxc123456 abc123456 asd123456 qwe123456 woaini1314 woaini520'
).split(' ')

const COMMON: ReadonlySet<string> = new Set([
	...DIGITS,
	...BASES.flatMap((base) => ENDINGS.map((ending) => base + ending)),
	...BASES.map((base) => base + base),
])

/** How many there are, for the test that holds the promise of 3,000 (ASVS 6.2.4). */
export const COMMON_COUNT = COMMON.size

export function isCommonPassword(password: string): boolean {
	return COMMON.has(password.toLowerCase())
}
