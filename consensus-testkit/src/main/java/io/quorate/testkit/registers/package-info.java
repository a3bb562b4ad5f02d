/// Deterministic simulation of registers: members with forgetful disks, coordinators that crash
/// between their phases, delayed and duplicated messages, repair and collection in the background;
/// a [io.quorate.testkit.registers.RegisterReferee] watches, and what clients saw must be
/// linearizable. Shares clock, chance, network and disk with `sim`.
@NullMarked
package io.quorate.testkit.registers;

import org.jspecify.annotations.NullMarked;
