/** All that a page needs to offer a form. It is loaded when one is opened. */

export { isOfForm } from './is-of-form';
export { likelyAmounts, likelyRows } from './likely';
export { examplesOf, membersOfLog } from './log-members';
export { newColumn } from './new-column';
export { notesOf } from './notes';
export { pathText } from './path-text';
export { problemsOf } from './problems';
export { suggest } from './suggest';
export { writeSource } from './write-source';
