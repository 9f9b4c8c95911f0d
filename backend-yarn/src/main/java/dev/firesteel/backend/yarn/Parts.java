package dev.firesteel.backend.yarn;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.backend.yarn.rm.Mastership;
import java.util.function.LongSupplier;

/**
 * What a backend is made of.
 *
 * @param context what the core gives
 * @param mastership how it becomes application master
 * @param rig all else that it needs of the cluster
 * @param nanos a clock
 */
record Parts(BackendContext context, Mastership mastership, Rig rig, LongSupplier nanos) {}
