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
        new("asking for layouts", $"{Runtime}AssemblyImports.cs",
            "        if (_asking != this)\n            Check(library);\n", "",
            "OtherLayoutTests.A_record_that_has_grown_is_refused", "No exception was thrown"),
        new("the places of members", $"{Runtime}ExpectedRecord.cs",
            "if (found.Place(place) != member.Offset)", "if (found.Place(place) == -1)",
            "OtherLayoutTests.Members_that_changed_places_are_refused", "No exception was thrown"),
        new("the null check of borrows", $"{Templates}handle.sbn-cs",
            "internal nint Pointer => _pointer != 0 ?", "internal nint Pointer => _pointer != -1 ?",
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
        new("what nobody knows", $"{Templates}handle.sbn-cs",
            "{{ if once.is_acknowledged }}new(){{ else }}Once.Unknown{{ end }}", "new()",
            "RegistrationTests.What_was_retained_from_a_borrow_is_not_registered", "gate_open: the gate was opened before"),
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
        new("waiting for accesses", $"{Runtime}RevocableSet.cs",
            "while (SlotBlock.IsPublished(resource.Identity))", "while (resource.IsEnded)",
            "BindingTests.Unbinding_waits_for_who_is_inside", ""),
        new("refusing accesses", $"{Runtime}Revocable.cs",
            "        if (Volatile.Read(ref _state) == Live)\n            return true;", "        if (slot is not null)\n            return true;",
            "BindingTests.What_was_revoked_lets_nobody_in", "Assert.False"),
        new("the copies of an access", $"{Runtime}AccessEntry.cs",
            "_slot is not null && _slot->Version == _version", "_slot is not null",
            "BindingTests.What_is_inside_does_not_revoke", ""),
        new("the newest first", $"{Runtime}RevocableSet.cs",
            "for (var i = resources.Length - 1; i >= 0; i--)", "for (var i = 0; i < resources.Length; i++)",
            "BindingTests.The_newest_ends_first_and_the_device_is_put_last", "Assert.InRange"),
        new("comparing the parent", $"{Templates}registration.sbn-cs",
            "        DeviceBinding.ThrowUnlessSame({{ write_path registration.device 'self.Pointer' }}, {{ registration.device.argument }}.Pointer, nameof({{ registration.device.argument }}));\n", "",
            "BindingTests.Another_device_than_the_parent_registers_nothing", "port_register: the unit is not bound"),
        new("the end of what a guard lends", $"{Runtime}GuardEntry.cs",
            "if (_slot is not null && _slot->Version != _version)", "if (_slot is not null && pointer == 0)",
            "BindingTests.What_a_section_lent_ends_with_it", "[Unit]"),
        new("the type of driver data", $"{Runtime}DeviceBinding.cs",
            ": data as T ?? throw new DriverDataException(", ": data is not null ? System.Runtime.CompilerServices.Unsafe.As<T>(data) : throw new DriverDataException(",
            "BindingTests.Driver_data_is_what_was_stored_and_ends_with_the_binding", "Assert.Equal"),
        new("whose lock it is", $"{Runtime}GuardEntry.cs",
            "if (Pointer != pointer)", "if (Pointer == 0)",
            "LockTests.The_lock_of_another_object_is_no_proof", "drawer_add: it is not locked"),
        new("whether the lock is held", $"{Runtime}GuardEntry.cs",
            "        if (!IsEntered)\n            throw new WrongLockException(", "        if (_slot is null)\n            throw new WrongLockException(",
            "LockTests.A_lock_that_was_left_is_no_proof", "drawer_add: it is not locked"),
        new("the proof for what is lent", $"{Templates}method.sbn-cs",
            "{{~ write_proofs method self ~}}\n", "",
            "LockTests.What_a_lookup_finds_is_lent_with_the_proof_only", "cache_find: the cache is not locked"),
        new("excludes", $"{Templates}method.sbn-cs",
            "        GuardEntry.ThrowIfInside(\"{{ method.symbol }}\");\n", "",
            "LockTests.What_takes_the_lock_itself_is_refused_inside_it", "this thread has not locked it"),
        new("blocks", $"{Templates}method.sbn-cs",
            "        AtomicContext.ThrowIfAtomic(\"{{ method.symbol }}\");\n", "",
            "CallbackTests.Nothing_sleeps_where_C_must_not", "Assert.IsType"),
        new("the leak report", $"{Runtime}OwnedHandle.cs",
            "~OwnedHandle() => LeakReport.Add(GetType());", "~OwnedHandle() => GC.KeepAlive(this);",
            "ReferenceTests.What_is_lost_is_reported_and_not_given_back_on_the_finalizer_thread", "Assert.True"),
        new("the idle finalizer", $"{Runtime}OwnedHandle.cs",
            "~OwnedHandle() => LeakReport.Add(GetType());", "~OwnedHandle() { ReleaseNative(_pointer); LeakReport.Add(GetType()); }",
            "ReferenceTests.What_is_lost_is_reported_and_not_given_back_on_the_finalizer_thread", "Assert.Equal"),
        new("refusing what was resurrected", $"{Runtime}OwnedHandle.cs",
            "        if (Volatile.Read(ref _state) != Alive)\n            Leave(slot);\n", "",
            "ReferenceTests.A_handle_that_was_resurrected_is_as_it_was", "Assert.Throws"),
        new("giving away what is idle", $"{Runtime}OwnedHandle.cs",
            "        if (!SlotBlock.IsPublished(_identity))\n            return _pointer;", "        if (_pointer != 0)\n            return _pointer;",
            "TransferTests.What_a_call_uses_is_not_given_away", ""),
        new("the order of the release", $"{Runtime}OwnedHandle.cs",
            "        ReleaseNative(_pointer);\n        EndAll(_retained);", "        EndAll(_retained);\n        ReleaseNative(_pointer);",
            "CallbackTests.What_freeing_calls_is_still_there", "Assert.Equal"),
        new("putting what failed", $"{Templates}registration.sbn-cs",
            "        if (result < 0)\n            Methods.{{ registration.release }}(({{ registration.raw_type }}*)self.Pointer);\n", "",
            "RegistrationTests.What_could_not_be_registered_is_put_and_never_used", "[Plate]"),
        new("sections of another", $"{Runtime}Registration.cs",
            "        SelfDeadlockException.ThrowIfInsideGuard(GetType());\n", "",
            "RegistrationTests.Nothing_ends_inside_a_section_of_another", "gate_put: the gate is open, or somebody is inside"),
        new("what unbinding ends", $"{Runtime}RevocableSet.cs",
            "            _resources.Add(resource);", "            GC.SuppressFinalize(resource);",
            "BindingTests.What_a_driver_forgets_ends_with_the_binding", "Window"),
        new("what a probe has made", $"{Runtime}RevocableSet.cs",
            "            _resources.Add(resource);", "            GC.SuppressFinalize(resource);",
            "BindingTests.What_a_probe_that_fails_has_made_ends_with_it", "Window"),
        new("the parent's section", $"{Templates}guard.sbn-cs",
            "            var self = _entry.Entered;", "            var self = _entry.Pointer;",
            "BindingTests.The_parent_is_lent_inside_a_section_only", ""),
        new("what visits throw", $"{Runtime}CallbackScope.cs",
            "public void ThrowIfFailed() => Volatile.Read(ref _failure)?.Throw();", "public void ThrowIfFailed() => GC.KeepAlive(_failure);",
            "CallbackTests.An_exception_in_a_visit_reaches_the_caller", "No exception was thrown"),
        new("refusing code that can be unloaded", $"{Runtime}CallbackScope.cs",
            "        RefuseUnloadable(target);\n", "",
            "CallbackTests.Code_that_can_be_unloaded_is_not_called", "No exception was thrown"),
        new("the steps of an iteration", $"{Runtime}Term.cs",
            "_cursor is null || _cursor.IsAt(_step)", "_cursor is null || _step >= 0",
            "EnumerationTests.An_element_ends_with_the_next_step", "Assert.True"),
        new("putting the last element", $"{Templates}enumerator.sbn-cs",
            "{{~ if enumerator.gives_owned ~}}\n        if (_cursor.Object != 0)", "{{~ if enumerator.gives_owned ~}}\n        if (_cursor.Object == -1)",
            "EnumerationTests.An_iteration_that_is_left_early_puts_its_element", "[Family]"),
        new("ending an iteration once", $"{Runtime}Cursor.cs",
            "        if (_hasEnded)\n            return false;\n        _hasEnded = true;", "        _hasEnded = true;",
            "EnumerationTests.An_iteration_that_was_ended_is_not_ended_again", ""),
        new("written even on failure", $"{Rules}objects.rules",
            "copied: out even on failure", "copied: out",
            "TransferTests.How_far_a_call_came_is_said_when_it_fails_too", ""),
        new("the fence", $"{Rules}objects.rules",
            "/ gate_close(gate) {\n    once;\n    fenced;\n    blocks;\n    excludes GateSection;\n    instead of gate_slam \"it does not wait for sections\";\n",
            "/ gate_slam(gate) {\n    once;\n    instead of gate_close \"it waits\";\n",
            "RegistrationTests.Ending_waits_for_who_is_inside", ""),
        new("the length of a loan", $"{Templates}handle.sbn-cs",
            "        using var self = new Pinned(this);\n        action(", "        nint pinned;\n        using (var pin = new Pinned(this))\n            pinned = pin.Pointer;\n        var self = (Pointer: pinned, IsPinned: false);\n        action(",
            "ReferenceTests.What_is_lent_stays_until_it_is_given_back", "counted_value: the object is dead"),
        new("lending to callbacks only", $"{Templates}handle.sbn-cs",
            "    public void Use({{ handle.name }}Action action)\n", "    public {{ handle.name }}Ref<Normal> Borrow()\n    {\n        using var self = new Pinned(this);\n        return new(self.Pointer);\n    }\n\n    public void Use({{ handle.name }}Action action)\n",
            "ReferenceTests.No_handle_is_made_from_outside_and_none_hands_out_a_borrow", "Assert.All"),
        new("the end of what was registered", $"{Templates}keyed-registration.sbn-cs",
            "        _object.Dispose();\n", "",
            "RegistrationTests.What_a_registry_owns_ends_with_its_registration", "No exception was thrown"),
        new("the reference of a registration", $"{Templates}keyed-registration.sbn-cs",
            "        Methods.{{ registration.get }}(({{ registration.raw_type }}*)pointer);\n", "",
            "RegistrationTests.What_a_registry_owns_ends_with_its_registration", "pin_"),
        new("pins during callbacks", $"{Runtime}OwnedHandle.cs",
            "if (SlotBlock.IsPublished(_identity) || (Interlocked.Or(ref _state, Released) & Released) != 0)", "if ((Interlocked.Or(ref _state, Released) & Released) != 0)",
            "CallbackTests.What_another_thread_gives_back_ends_after_the_call", "Assert.Equal"),
        new("keeping what C may call", $"{Runtime}CallbackScope.cs",
            "    private object? _target;\n", "    private WeakReference? _weak;\n    private object? _target { get => _weak?.Target; set => _weak = new(value); }\n",
            "CallbackTests.What_C_may_call_is_not_collected", "NullReferenceException"),
        new("acknowledging", $"{Templates}method.sbn-cs",
            "        Acknowledgement.Demand({{ hole.name }}, \"{{ hole.id }}\", \"{{ hole.text }}\");\n", "",
            "HoleTests.Who_does_not_answer_for_it_does_not_call", "No exception was thrown"),
    ];
}

/// <summary>A protection that the compiler checks, and that is taken out of a rule or a template.</summary>
/// <param name="Name">What is missing then.</param>
/// <param name="Edits">What stands in the file, and what in its place.</param>
/// <param name="Members">Of a user's class: compile then.</param>
/// <param name="Test">That they do not compile otherwise: <c>Type.Method</c>.</param>
internal sealed record CompilerMutation(string Name, string File, (string From, string To)[] Edits, string Members, string Test)
{
    private const string Rules = "tests/native/concepts/";

    public static IReadOnlyList<CompilerMutation> All { get; } =
    [
        new("requires a lock", $"{Rules}objects.rules", [("as Add, requires DrawerLock;", "as Add;")],
            "public static void Add(Drawer drawer) => drawer.Add(1);", "GuardTests.A_call_asks_for_its_own_lock"),
        new("requires bound", $"{Rules}unit.rules", [("as StartDma, requires bound", "as StartDma")],
            "public static void Start(Unit unit) => unit.Use(borrowed => borrowed.StartDma());", "GuardTests.What_needs_a_bound_device_is_not_called_on_another"),
        new("callbacks that are required", $"{Rules}callbacks.rules", [(".tick(count) -> errno;", ".tick(count) optional -> errno;")],
            "public static void Start() => Pump.Start(1, new PumpOps())!.Dispose();", "GuardTests.What_C_may_call_at_once_is_complete"),
        new("borrows that stay on the stack", "templates/safe/handle.sbn-cs",
            [
                ("public readonly unsafe ref partial struct {{ handle.name }}Ref", "public readonly unsafe {{ if handle.lenders.size > 0 }}ref {{ end }}partial struct {{ handle.name }}Ref"),
                ("Action(scoped {{ handle.name }}Ref", "Action({{ if handle.lenders.size > 0 }}scoped {{ end }}{{ handle.name }}Ref"),
            ],
            """
            private SoleRef<Normal> _kept;
            public void Keep(Sole sole) => sole.Use(borrowed =>
            {
                _kept = borrowed;
                object boxed = borrowed;
                var list = new List<SoleRef<Normal>> { borrowed };
                Task.Run(() => borrowed.Sum());
            });
            """, "BorrowTests.A_borrow_is_no_field"),
        new("borrows that do not end anything", "templates/safe/handle.sbn-cs",
            [("    internal nint PointerOrNull =>", "{{ if handle.is_counted }}    public void Dispose() => Methods.{{ handle.release }}(({{ handle.raw_type }}*)Pointer);\n\n{{ end }}    internal nint PointerOrNull =>")],
            "public static void Put(Counted counted) => counted.Use(borrowed => borrowed.Dispose());", "BorrowTests.What_is_borrowed_cannot_be_put"),
        new("guards that stay on the stack", "templates/safe/guard.sbn-cs",
            [
                ("public readonly unsafe ref partial struct {{ guard.name }}", "public readonly unsafe {{ if guard.is_proof }}ref {{ end }}partial struct {{ guard.name }}"),
                ("    private readonly GuardEntry _entry;", "    private GuardEntry _entry => default;"),
                ("        _entry = entry;\n", ""),
            ],
            """
            private PortSection _kept;
            public async Task Keep(Port port)
            {
                port.TryEnterSection(out _kept);
                await Task.Run(() => _kept.Dispose());
            }
            """, "GuardTests.A_guard_is_no_field"),
    ];
}
