import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Icon } from '#app/ui/icon.tsx'
import { StateBadge } from './badge.tsx'
import { fieldId, useFormState } from './form-context.ts'
import { useIssueText } from './use-issue-text.ts'

/** Top bar of a full-screen task: back, what it is, help. Shown at every width. */
export function TaskBar({ back, title, sub }: { back: string; title: string; sub?: string | undefined }) {
	const t = useT()
	return (
		<header className="topbar--always">
			<Link className="tool" to={back} aria-label={t('shell.back')}>
				<Icon name="left" size="l" />
			</Link>
			<div className="ttl">
				<b>{title}</b>
				{sub ? <span className="sm muted">{sub}</span> : null}
			</div>
			<Link className="tool push" to={paths.help()} aria-label={t('shell.help')}>
				<Icon name="help" size="l" />
			</Link>
		</header>
	)
}

type SheetSectionProps = {
	title: string
	/** How far it is: shown as a mark and in figures. */
	done: number
	total: number
	failed?: number | undefined
	/** Words of the mark, '4/5，1 项不合格'. */
	note: string
	open?: boolean | undefined
	children: ReactNode
}

/** A section that folds: done, partly done, untouched. */
export function SheetSection({ title, done, total, note, open, children }: SheetSectionProps) {
	const kind = done === 0 ? 'todo' : done >= total ? 'done' : 'run-3'
	return (
		<details className="fs" open={open}>
			<summary>
				<span className="chev" aria-hidden="true">
					<Icon name="right" />
				</span>
				{title}
				<StateBadge kind={kind}>{note}</StateBadge>
			</summary>
			{children}
		</details>
	)
}

export type SheetAnswer = 'pass' | 'fail' | 'na'

type SheetItemProps = {
	/** Field name of the three choices. */
	name: string
	no: string
	question: string
	points: number
	/** Some items cannot be left out. */
	naAllowed?: boolean | undefined
	/** Stays in view when the answer is 'fail': photos, facts, fixed on the spot. */
	onFail?: ReactNode
}

/** One tap per item. Without :has() the panel for a fail is simply always open. */
export function SheetItem({ name, no, question, points, naAllowed = true, onFail }: SheetItemProps) {
	const t = useT()
	const form = useFormState()
	const textOf = useIssueText()
	const id = fieldId(form.prefix, name)
	const issue = form.errors[name]?.[0]
	const { ref, ...control } = form.register(name)
	const choices: readonly SheetAnswer[] = naAllowed ? ['pass', 'fail', 'na'] : ['pass', 'fail']
	return (
		<fieldset className="item">
			<legend className="q">
				<span>{no}</span>
				<span>{question}</span>
				<small>{t('ui.points', { n: points })}</small>
			</legend>
			{issue ? (
				<p className="err" id={`${id}-error`}>
					<Icon name="stop" size="s" />
					{textOf(form.labels[name], issue)}
				</p>
			) : null}
			<div className={naAllowed ? 'seg' : 'seg seg--2'}>
				{choices.map((choice, i) => (
					<label key={choice}>
						<input
							{...control}
							ref={ref}
							type="radio"
							id={i === 0 ? id : undefined}
							value={choice}
							defaultChecked={form.values[name] === choice}
							aria-describedby={issue ? `${id}-error` : undefined}
						/>
						<ChoiceFace choice={choice} />
					</label>
				))}
			</div>
			{onFail ? <div className="onfail">{onFail}</div> : null}
		</fieldset>
	)
}

function ChoiceFace({ choice }: { choice: SheetAnswer }) {
	const t = useT()
	switch (choice) {
		case 'pass':
			return (
				<span className="p">
					<Icon name="check" />
					{t('ui.pass')}
				</span>
			)
		case 'fail':
			return (
				<span className="f">
					<Icon name="x" />
					{t('ui.fail')}
				</span>
			)
		case 'na':
			return <span>{t('ui.na')}</span>
	}
}

type FailPanelProps = {
	no: string
	photoName: string
	/** Pictures taken before. */
	photos?: readonly { src: string; alt: string }[] | undefined
	/** Fields of this form: facts, fixed on the spot. */
	children: ReactNode
}

/** Photos first, then the facts. */
export function FailPanel({ no, photoName, photos = [], children }: FailPanelProps) {
	const t = useT()
	return (
		<>
			<b>{t('ui.photo.title')}</b> <span className="sm second">{t('ui.photo.hint')}</span>
			<div className="shots">
				{photos.map((photo) => (
					<span className="ph" key={photo.src}>
						<img src={photo.src} alt={photo.alt} />
					</span>
				))}
				<CameraButton name={photoName} label={t('ui.photo.item', { no })} capture text={t('ui.photo')} />
				<CameraButton
					name={photoName}
					label={`${t('ui.photo.item', { no })} ${t('ui.photo.gallery')}`}
					text={t('ui.photo.gallery')}
				/>
			</div>
			{children}
		</>
	)
}

function CameraButton({
	name,
	label,
	text,
	capture,
}: {
	name: string
	label: string
	text: string
	capture?: boolean | undefined
}) {
	return (
		<label className="cam">
			<Icon name={capture ? 'camera' : 'image'} size="l" />
			{text}
			<input
				type="file"
				name={name}
				accept="image/*"
				capture={capture ? 'environment' : undefined}
				multiple={!capture}
				aria-label={label}
			/>
		</label>
	)
}

/** Sticky at the foot: score, how far, next step. `children` is the SubmitButton. */
export function ScoreBar({ score, lines, children }: { score: string; lines: readonly string[]; children: ReactNode }) {
	return (
		<div className="score">
			<span className="big">{score}</span>
			<small role="status">
				{lines.map((line, i) => (
					<span key={line}>
						{i > 0 ? <br /> : null}
						{line}
					</span>
				))}
			</small>
			{children}
		</div>
	)
}
