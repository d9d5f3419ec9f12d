/** Two uprights, servers and clients, with the hub between them. */
export function Mark() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <path d="M3 2v16M17 2v16" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      <circle cx="10" cy="10" r="3" fill="var(--accent)" />
    </svg>
  );
}
