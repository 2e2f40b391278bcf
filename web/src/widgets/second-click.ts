/** Whether a click is the second of a double click: appending is meant only once. */
export function isSecondClick({ detail }: MouseEvent): boolean {
  return detail > 1;
}

/** Has the second click of a double click submit no form. */
export function submitOnce(event: MouseEvent): void {
  if (isSecondClick(event)) event.preventDefault();
}
