/** Whether a click is not the first of a double click: what appends is meant once. */
export function isSecondClick({ detail }: MouseEvent): boolean {
  return detail > 1;
}

/** Has the second click of a double click submit no form. */
export function submitOnce(event: MouseEvent): void {
  if (isSecondClick(event)) event.preventDefault();
}
