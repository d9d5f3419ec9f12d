import type { Problem, ProblemCode } from '../contract/problem';

/** Problems that have not gone away, oldest first. One that comes again is told again and stands once. */
export class StandingProblems {
  private problems: readonly Problem[];

  constructor(atStart: readonly Problem[]) {
    this.problems = atStart;
  }

  get all(): readonly Problem[] {
    return this.problems;
  }

  add(problem: Problem): void {
    const others = this.problems.filter(({ code, message }) => code !== problem.code || message !== problem.message);
    this.problems = [...others, problem];
  }

  /** Problems of these kinds are over. */
  over(codes: readonly ProblemCode[]): void {
    this.problems = this.problems.filter(({ code }) => !codes.includes(code));
  }
}
