namespace BindGen.MisuseTests;

/// <summary>A protection that is taken out of a template, a rule or the runtime library.</summary>
/// <param name="Name">What is missing then.</param>
/// <param name="File">Below the root of the repository.</param>
/// <param name="From">Stands in the file, and is replaced wherever it does.</param>
/// <param name="Test">Fails then: <c>Type.Method</c>.</param>
/// <param name="Shows">What it fails with; empty where it does not end.</param>
internal sealed record Mutation(string Name, string File, string From, string To, string Test, string Shows)
{
    private const string Runtime = "generator/BindGen.Runtime/";
    private const string Templates = "templates/safe/";
    private const string Rules = "tests/native/concepts/";

    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("refusing what was disposed", $"{Runtime}OwnedHandle.cs",
            "        if (Volatile.Read(ref _state) != Alive)\n            Leave(slot);\n", "",
            "ReferenceTests.What_was_given_back_is_not_used", "counted_value: the object is dead"),
        new("disposing once", $"{Runtime}OwnedHandle.cs",
            "        if ((state & (Disposed | Moved)) != 0)\n            return false;", "        if ((state & Moved) != 0)\n            return false;\n        Interlocked.And(ref _state, ~Released);",
            "ReferenceTests.Giving_back_twice_gives_back_once", "counted_put: the object is dead"),
        new("pinning", $"{Runtime}OwnedHandle.cs",
            "if (SlotBlock.IsPublished(_identity) || (Interlocked.Or(ref _state, Released) & Released) != 0)", "if ((Interlocked.Or(ref _state, Released) & Released) != 0)",
            "ReferenceTests.Giving_back_waits_for_nobody_and_the_last_user_releases", ""),
        new("the null check of borrows", $"{Templates}handle.sbn-cs",
            "internal nint Pointer => _pointer != 0 ? _pointer : throw", "internal nint Pointer => _pointer != -1 ? _pointer : throw",
            "ReferenceTests.An_empty_borrow_and_an_empty_guard_reach_nothing", ""),
        new("errptr", $"{Rules}counted.rules",
            "as Create -> owned, errptr;", "as Create -> owned;",
            "ReferenceTests.An_error_pointer_is_no_object", ""),
        new("consuming", $"{Rules}objects.rules",
            "crate_replace(crate, item: consumed) as Replace;", "crate_replace(crate, item) as Replace;",
            "TransferTests.What_was_given_away_is_not_used", "No exception was thrown"),
        new("completing on success only", $"{Templates}method.sbn-cs",
            "{{ if parameter.on_success }}if (result >= 0)\n            {{ end }}{{ parameter.transfer }}.Complete();", "{{ parameter.transfer }}.Complete();",
            "TransferTests.What_was_refused_stays_the_callers", "[Item]"),
        new("keeping what C keeps", $"{Templates}method.sbn-cs",
            "{{~ retained = ', retention.Take()' ~}}", "{{~ retained = '' ~}}",
            "TransferTests.What_C_keeps_without_a_reference_is_given_back_after_it", "Assert.Equal"),
        new("once", $"{Templates}registration.sbn-cs",
            "        registered.{{ registration.name }}Once.Take(\"{{ registration.begin.symbol }}\");\n", "",
            "RegistrationTests.What_C_allows_once_begins_once", "gate_open: the gate was opened before"),
        new("the copies' version", $"{Runtime}GuardEntry.cs",
            "_slot is not null && _slot->Version == _version", "_slot is not null",
            "RegistrationTests.Copies_of_a_guard_leave_once", ""),
        new("the depth of sections", $"{Runtime}Registration.cs",
            "        SelfDeadlockException.ThrowIfInsideGuard(GetType());\n", "",
            "RegistrationTests.What_waits_for_a_section_does_not_end_inside_it", "gate_close: would wait for a section of its own thread"),
        new("waiting for who ends first", $"{Runtime}Registration.cs",
            "if (IsEnded || _gate.IsHeldByCurrentThread)", "if (IsEnded || _gate.IsHeldByCurrentThread || !_gate.TryEnter())",
            "RegistrationTests.Who_ends_second_returns_when_it_has_ended", "Assert.Equal"),
        new("catching what a callback throws", $"{Templates}callback.sbn-cs",
            "catch (Exception exception)", "catch (ArgumentException exception)",
            "CallbackTests.An_exception_does_not_leave_a_callback", "Unhandled exception"),
        new("refusing the end from inside", $"{Runtime}CallbackScope.cs",
            "        if (IsInside)\n            throw new SelfDeadlockException(", "        if (IsAtomic && IsInside)\n            throw new SelfDeadlockException(",
            "CallbackTests.What_calls_is_not_ended_by_what_it_calls", ""),
        new("the number of a cookie", $"{Runtime}CookieTable.cs",
            " && scope.Cookie == cookie ? scope : null", " ? scope : null",
            "CallbackTests.A_cookie_that_comes_too_late_reaches_nobody", "Assert.Equal"),
        new("the fence", $"{Rules}objects.rules",
            "/ gate_close(gate) {\n    once;\n    fenced;\n    blocks;\n    excludes GateSection;\n    instead of gate_slam \"it does not wait for sections\";\n",
            "/ gate_slam(gate) {\n    once;\n    instead of gate_close \"it waits\";\n",
            "RegistrationTests.Ending_waits_for_who_is_inside", ""),
    ];
}
