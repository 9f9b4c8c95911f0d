/**
 * The cluster-backend SPI: demand up, offers down. A backend only obtains executors; it never sees
 * a task and decides nothing about placement.
 *
 * <p>The core states what it wants in full ({@link
 * dev.firesteel.api.backend.ClusterBackend#declare}); the backend produces offers; the core
 * launches executors on an offer or declines it. The rules of this conversation are numbered; each
 * is a test of the conformance kit ({@code backend-tck}), which cites it.
 *
 * <h2>Life</h2>
 *
 * <ul>
 *   <li><b>L1</b> The core calls {@code start} once and before anything else. The backend answers
 *       with exactly one of {@code connected} or {@code failed}, during {@code start} or later.
 *       <i>Intent: one way in; no half-open backend.</i>
 *   <li><b>L2</b> Before {@code connected} the backend sends no other event but {@code failed} and
 *       {@code pending}.
 *   <li><b>L3</b> {@code stop} ends every executor of the application, tells {@code lost} for each
 *       (cause {@link dev.firesteel.api.backend.LossCause#STOPPED}), then completes. When it has
 *       completed, no process, thread, port or file of the backend is left. <i>Intent: nothing
 *       outlives the session.</i>
 *   <li><b>L4</b> After {@code stop} has completed the backend sends no event.
 *   <li><b>L5</b> {@code stop} may be called at any moment after {@code start}, more than once;
 *       each call's stage completes.
 *   <li><b>L6</b> {@code failed} is final: afterwards only {@code lost} for launched executors
 *       follows, and {@code stop} works.
 *   <li><b>L7</b> A call after {@code stop} other than {@code stop} is ignored.
 * </ul>
 *
 * <h2>Threads</h2>
 *
 * <ul>
 *   <li><b>T1</b> The core calls a backend from one thread at a time. Calls return promptly: they
 *       do not wait for the cluster.
 *   <li><b>T2</b> A backend delivers events one at a time (never two concurrently), from any
 *       thread, each happening before the next. Their order is the order in which things happened
 *       to the backend; a call of the core may return before events that preceded it are delivered.
 *   <li><b>T3</b> An event may be delivered during a call of the core; the core may call the
 *       backend from within an event. Neither deadlocks.
 * </ul>
 *
 * <h2>Demand and offers</h2>
 *
 * <ul>
 *   <li><b>D1</b> {@code declare} states totals: how many executors of each profile the core wants
 *       to have, running ones included. Snapshots are numbered; one with a generation not above the
 *       last is ignored. <i>Intent: idempotent, no increments to lose.</i>
 *   <li><b>D2</b> While fewer executors are offered, launched or running than demanded and the
 *       cluster has room, the backend makes offers, without being asked again.
 *   <li><b>D3</b> A backend with {@link dev.firesteel.api.backend.Capability#EXACT_OFFERS} never
 *       has more offers open than executors missing; every other may. When demand is met no new
 *       offers are made.
 *   <li><b>D4</b> Each offer has an id of its own and lies on a host that is not excluded in the
 *       newest snapshot; an open offer on a host that becomes excluded is rescinded. An offer for a
 *       profile covers that profile's executor resources.
 *   <li><b>D5</b> An offer is open from {@code offered} until {@code launch}, {@code decline} or
 *       {@code rescinded}, whichever is first; a newer snapshot alone does not close it. When
 *       demand falls, the backend rescinds what exceeds it or waits for {@code decline}.
 *   <li><b>D6</b> {@code decline} frees the offer's resources at once; they are not offered again
 *       before {@code refuseFor} has passed or a newer snapshot has come, whichever is first.
 *   <li><b>D7</b> {@code decline} or {@code launch} on an offer that is not open: decline is
 *       ignored; each executor of the launch is answered with {@code lost} and cause {@link
 *       dev.firesteel.api.backend.LossCause#OFFER_GONE}. <i>Intent: the race between launch and
 *       rescind loses nothing.</i>
 *   <li><b>D8</b> Launches beyond the offer's resources are answered with {@code lost} and {@link
 *       dev.firesteel.api.backend.LossCause#INVALID_LAUNCH}, all of that call; the offer is
 *       consumed.
 *   <li><b>D9</b> An impossible demand (larger than anything the cluster has) is answered with
 *       {@code pending} and a reason that says so, never with silence. When the problem is gone,
 *       also because a newer snapshot does not ask for it any more, {@code pending} follows with an
 *       empty list.
 * </ul>
 *
 * <h2>Executors</h2>
 *
 * <ul>
 *   <li><b>E1</b> Each executor of a launch gets {@code launched} at most once and {@code lost} at
 *       most once, in this order, and {@code lost} follows for certain when it is gone, at the
 *       latest before {@code stop} completes. The counts are for each launch (see E7).
 *   <li><b>E2</b> A launched executor gets the launch's program, arguments and environment
 *       unchanged, on the offer's host. The environment may hold secrets: it is on no command line
 *       and in no log.
 *   <li><b>E3</b> {@code lost} tells cause, whose fault it was, and the exit code where there is
 *       one. A process that was killed from outside is reported as {@link
 *       dev.firesteel.api.backend.LossCause#EXITED} or a more precise cause. After signal n the
 *       exit code is 128 + n.
 *   <li><b>E4</b> {@code release} ends an executor with all processes below it; its {@code lost}
 *       has the cause {@link dev.firesteel.api.backend.LossCause#RELEASED}. It is idempotent; for
 *       an unknown or lost executor nothing happens.
 *   <li><b>E5</b> Released with {@link dev.firesteel.api.backend.ReleaseMode#GRACEFUL}, an executor
 *       may end by itself before it is forced, within the backend's grace time.
 *   <li><b>E6</b> After a loss the backend offers again as far as the newest snapshot demands (D2),
 *       without a new {@code declare}.
 *   <li><b>E7</b> An executor id is never launched twice; a second launch is answered with {@code
 *       lost} and {@link dev.firesteel.api.backend.LossCause#INVALID_LAUNCH}, and the first is not
 *       disturbed: this cause never means the executor that runs.
 * </ul>
 *
 * <h2>Providers</h2>
 *
 * <ul>
 *   <li><b>P1</b> {@code accepts} is true for well-formed and malformed master URLs of the
 *       backend's own kind and false for all others; it touches neither network nor disk.
 *   <li><b>P2</b> {@code open} refuses a malformed master URL with {@link
 *       dev.firesteel.api.error.ErrorCategory#CONFIGURATION} and a message that shows the right
 *       form.
 *   <li><b>P3</b> A profile that needs a capability which the provider does not have is refused by
 *       {@code pending} (D9), naming the capability.
 * </ul>
 *
 * <h2>Submission of whole applications</h2>
 *
 * <p>For {@link dev.firesteel.api.backend.SubmissionClient}s; each backend that has one tests them
 * itself.
 *
 * <ul>
 *   <li><b>S1</b> {@code submit} returns as soon as the cluster has the application for good, and
 *       says whether the submitter waits. What is wrong and can be found out before is refused
 *       before anything is uploaded.
 *   <li><b>S2</b> A submission is taken once, or refused: an answer that was lost makes no second
 *       application.
 *   <li><b>S3</b> Settings, arguments and files with secrets are on no command line, in no log and
 *       in nothing that the cluster shows to others.
 *   <li><b>S4</b> {@code status} tells how an application is, with the reason why it waits or how
 *       it ended; for one that the cluster does not know it is empty. A cluster that is silent for
 *       a while is a failure of a category that can be retried.
 *   <li><b>S5</b> {@code kill} ends an application; it is idempotent, also after its end.
 *   <li><b>S6</b> {@code logs} reads what the reader wants, and nothing else; it fails only if
 *       nothing can be read, with the reason and the place where logs are.
 *   <li><b>S7</b> {@code list} tells this user's applications, the newest first, ended ones as long
 *       as the cluster remembers them.
 * </ul>
 */
@NullMarked
package dev.firesteel.api.backend;

import org.jspecify.annotations.NullMarked;
