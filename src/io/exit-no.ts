/** The program worked, everything is printed, and the answer is no: exit code 1. */
export class AnswerIsNo extends Error {
  override readonly name = 'AnswerIsNo';
}
