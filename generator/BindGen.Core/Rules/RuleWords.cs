namespace BindGen.Rules;

/// <summary>Every word that stands inside an item, place by place and in the order of the reference page.</summary>
internal static class RuleWords
{
    public static IReadOnlyList<RuleWord> All { get; } =
    [
        // Parameters
        new("borrowed", WordPlace.Parameter, "borrowed", "C uses the object during the call only; the default of a pointer to a handle's type", "lamp_swap(lamp, other: borrowed) as Swap -> errno;"),
        new("nullable", WordPlace.Parameter, "nullable", "The pointer may be null", "lamp_move(lamp, to: nullable) as Move -> errno;"),
        new("string", WordPlace.Parameter, "[static] string", "Text that C copies or reads during the call; with 'static', text that C keeps, in memory that is never freed", "lamp_create(room, name: string) as Create -> owned, errptr;"),
        new("null", WordPlace.Parameter, "null", "Always null; the caller does not see the parameter", "lamp_build(room, config: null) as Build -> owned, nullable;"),
        new("static", WordPlace.Parameter, "static", "A record that says 'static', or text: C keeps it for ever, so that it is never freed", "lamp_create_for(room, driver: static) as CreateFor -> owned, errptr;"),
        new("out", WordPlace.Parameter, "out [even on failure] | out owned [by F] | out borrowed from P", "C writes it: a number, or a pointer to an object whose owner has to be said", "lamp_pair(lamp, other: out owned) as Pair -> errno;"),
        new("inout", WordPlace.Parameter, "inout", "A record that C reads and may rewrite: a copy goes in, and what C made of it comes out", "lamp_build(room, config: inout) as Build -> owned, nullable;"),
        new("token", WordPlace.Parameter, "token", "What the entering function of a guard hands to the leaving one", "guard LampSection = lamp_enter(lamp, index: token) / lamp_exit(index: token) -> bool;"),
        new("consumed", WordPlace.Parameter, "consumed [on success | on failure]", "The caller gives its reference away: always, when the call succeeds, or when it fails, after which the object can only be released, and the wrapper does that", "lamp_attach(room, lamp: consumed on success) as AttachTo -> errno;"),
        new("retained", WordPlace.Parameter, "retained LIFETIME", "C keeps the pointer and takes no reference: the wrapper keeps one that long", "lamp_rent(lamp, from: retained until lamp_unrent) as Rent;"),
        new("requires", WordPlace.Parameter, "requires STATE", "The object must be borrowed in that state", "lamp_move(lamp, to: requires bound) as Move -> errno;"),
        new("cookie", WordPlace.Parameter, "cookie", "The pointer that C hands back to a callback; the wrapper uses it to find the C# object", "lamp_for_each(room, data: cookie, fn: callback during call) as ForEach -> errno;"),
        new("callback", WordPlace.Parameter, "callback LIFETIME", "A function pointer that C# implements, and how long C may call it", "lamp_watch(lamp, changed: callback until lamp_unwatch, data: cookie) as Watch -> errno;"),
        new("callbacks", WordPlace.Parameter, "callbacks NAME LIFETIME", "A table of function pointers that the item NAME describes, and how long C may call them", "lamp_hook(lamp, hooks: callbacks LampHooks until lamp_unhook, data: cookie) as Hook -> errno;"),
        new("stops", WordPlace.Parameter, "stops on nonzero", "The callback ends the iteration by returning something else than 0", "lamp_for_each(room, data: cookie, fn: callback during call, stops on nonzero) as ForEach -> errno;"),
        new("context", WordPlace.Parameter, "context atomic", "The callback runs where nothing may sleep", "lamp_watch(lamp, changed: callback until lamp_unwatch, context atomic, data: cookie) as Watch -> errno;"),
        new("cursor", WordPlace.Parameter, "cursor", "The state of an enumeration, in memory of the enumerator's own", "enumerator RoomWalk = lamp_walk_begin(walk: cursor, room) / lamp_walk_end(walk: cursor) {\n    lamp_walk_next(walk: cursor) -> borrowed, nullable;\n}"),
        new("opaque", WordPlace.Parameter, "opaque \"why\"", "In a callback: an argument that C# does not get", "callbacks Hooks = struct lamp_hooks {\n    cookie last parameter;\n    .lit(lamp: opaque \"not needed\");\n    .dimmed skip \"no dimmer\";\n}"),
        new("bound", WordPlace.Parameter, "bound", "In a callback: the device is bound to its driver for as long as the callback runs", "record PanelDriver = struct panel_driver {\n    static;\n    cookie in Panel.driver;\n    .start(panel: bound) callback -> errno;\n}"),
        new("argument", WordPlace.Parameter, "argument of FIELD", "In a callback of an array's element: the argument of an ioctl, of as many bytes as the command in the member FIELD says", "record PanelKey = struct panel_key {\n    static;\n    cookie element;\n    .code;\n    .pressed(panel, data: argument of code) callback -> errno;\n}"),
        new("counted", WordPlace.Parameter, "counted by P", "The pointer is to as many elements as the parameter P says, which the caller does not see", "lamp_write(lamp, data: counted by size, size) as Write;"),
        new("same", WordPlace.Parameter, "same as P", "In the function that ends a registration: what the beginning function was given as P; not needed where the names agree", "registration LampMembership = lamp_add(lamp, flags) / lamp_remove_with(lamp, mask: same as flags);"),

        // Results
        new("owned", WordPlace.Result, "owned [by F]", "The caller gets a reference and must release it, with F where the handle says nothing", "lamp_find(room, name: string) as Find -> owned, nullable;"),
        new("borrowed", WordPlace.Result, "borrowed [NAME] [from P] [until F | until unbind]", "Something else owns the object: a registration, or the parameter P for as long as it lives", "lamp_room(lamp) as Room -> borrowed from lamp;"),
        new("nullable", WordPlace.Result, "nullable", "Null is an ordinary answer", "lamp_find(room, name: string) as Find -> owned, nullable;"),
        new("errptr", WordPlace.Result, "errptr", "Failure is an error number in the pointer", "lamp_create(room, name: string) as Create -> owned, errptr;"),
        new("errno", WordPlace.Result, "errno", "0, or a negative error number", "lamp_switch(lamp, on) as Switch -> errno;"),
        new("positive", WordPlace.Result, "positive \"what it means\"", "Beside an error number: a result above 0 means something, and is returned", "lamp_dim(lamp, level) as Dim -> errno, positive \"the level that was reached\";"),
        new("bool", WordPlace.Result, "bool", "A number that is a truth value", "lamp_is_lit(lamp) as IsLit -> bool;"),
        new("string", WordPlace.Result, "string", "Text, copied at once", "lamp_maker(lamp) as CopyMaker -> string;"),
        new("unstable", WordPlace.Result, "unstable \"why\"", "Text that may change or die under the holder: why a copy is all there is", "lamp_name(lamp) as CopyName -> string, unstable \"it may be renamed\";"),
        new("counted", WordPlace.Result, "counted by P", "Memory of as many bytes as the parameter P says", "lamp_memory(lamp, size) as Memory -> borrowed from lamp, counted by size, nullable;"),
        new("times", WordPlace.Result, "counted by P times Q", "Memory of as many bytes as two parameters say when they are multiplied", "lamp_array(lamp, count, size) as Array -> borrowed from lamp, counted by count times size, nullable;"),
        new("revocable", WordPlace.Result, "revocable with PATH", "The object must be released before the device that PATH names is unbound: access to it can be withdrawn", "lamp_build(room, config: inout) as Build -> owned, nullable, revocable with config.room;"),

        // Clauses
        new("skip", WordPlace.Clause, "skip \"why\"", "Deliberately not wrapped; a name may end in '*' and then means every function or macro that begins so and has no other rule", "lamp_set_data skip \"belongs to the driver\";"),
        new("unsafe", WordPlace.Clause, "unsafe ID \"condition\"", "A condition that only the user can keep; it goes to the report of holes", "lamp_rent(lamp, from: retained until lamp_unrent) as Rent, unsafe LAMP-RENT \"the room must be empty\";"),
        new("since", WordPlace.Clause, "since 6.8", "Only for targets of this version or newer", "lamp_wait(lamp) as Wait, since 1.0;"),
        new("until", WordPlace.Clause, "until 6.6", "Only for targets of this version or older", "lamp_wait(lamp) as Wait, until 9.0;"),
        new("requires", WordPlace.Clause, "requires GUARD [or STATE] | requires STATE", "The guard must be held, or the object must be in the state, when the function is called", "lamp_dim(lamp, level) as Dim, requires LampLock -> errno;"),
        new("excludes", WordPlace.Clause, "excludes GUARD", "The guard must not be held: the function takes it itself", "lamp_wait(lamp) as Wait, excludes LampLock;"),
        new("blocks", WordPlace.Clause, "blocks", "The function may sleep", "lamp_wait(lamp) as Wait, blocks;"),
        new("context", WordPlace.Clause, "context atomic", "The function may be called where nothing may sleep", "lamp_count(room) as Count, context atomic;"),

        // Lifetimes
        new("during", WordPlace.Lifetime, "during call", "Until the function returns", "lamp_for_each(room, data: cookie, fn: callback during call) as ForEach -> errno;"),
        new("until", WordPlace.Lifetime, "until F | until unbind | until release", "Until F is called, the device is unbound, or the last reference to the receiver is put", "lamp_watch(lamp, changed: callback until release, data: cookie) as Watch -> errno;"),
        new("while", WordPlace.Lifetime, "while NAME | while result", "While the object that the item NAME describes lives, or what the call returns", "lamp_build(room: retained while result, config: null) as Build -> owned, nullable;"),
        new("forever", WordPlace.Lifetime, "forever", "C never gives it back", "lamp_watch(lamp, changed: callback forever, data: cookie) as Watch -> errno;"),

        // Fields of records
        new("string", WordPlace.Field, "string", "Text in memory that is never freed; for records that say 'static'", "record LampDriver = struct lamp_driver {\n    static;\n    .name string;\n    .release skip \"not needed here\";\n}"),
        new("retained", WordPlace.Field, "retained LIFETIME", "C keeps the pointer and takes no reference: the wrapper keeps one that long", "record LampConfig = struct lamp_config {\n    .watts;\n    .room retained while Lamp;\n}"),
        new("requires", WordPlace.Field, "requires STATE", "The object must be borrowed in that state", "record LampConfig = struct lamp_config {\n    .room retained while Lamp, requires bound;\n}"),
        new("callbacks", WordPlace.Field, "callbacks NAME", "A pointer to a table that the item NAME describes", "record LampConfig = struct lamp_config {\n    .watts;\n    .hooks callbacks LampHooks;\n}"),
        new("callback", WordPlace.Field, "callback", "A function pointer that C# implements, while C has the record", "record LampDriver = struct lamp_driver {\n    static;\n    cookie container;\n    .release(lamp) callback;\n}"),
        new("optional", WordPlace.Field, "optional", "A callback that may be left out", "record LampDriver = struct lamp_driver {\n    static;\n    cookie container;\n    .release(lamp) callback, optional;\n}"),
        new("required", WordPlace.Field, "required", "Text that C does not do without", "record PanelDriver = struct panel_driver {\n    static;\n    .name string, required;\n}"),
        new("is", WordPlace.Field, "is F | is NUMBER", "For records that say 'static': always the exported function F, or always this number", "record PanelFiles = struct panel_files {\n    static;\n    .open is panel_open;\n    .version is 2;\n}"),
        new("record", WordPlace.Field, "record NAME", "For records that say 'static': a pointer to another one", "record PanelDriver = struct panel_driver {\n    static;\n    .files record PanelFiles;\n}"),
        new("array", WordPlace.Field, "array of NAME counted by FIELD up to NUMBER", "For records that say 'static': a pointer to as many elements as the member FIELD says, and no more than NUMBER; NAME is a record that says 'cookie element'", "record PanelDriver = struct panel_driver {\n    static;\n    cookie in Panel.driver;\n    .keys array of PanelKey counted by key_count up to 16;\n}"),
        new("skip", WordPlace.Field, "skip \"why\"", "Stays zero", "record LampConfig = struct lamp_config {\n    .watts;\n    .label skip \"unused\";\n}"),

        // Statements
        new("refcounted", WordPlace.Handle, "refcounted GET / PUT;", "References are counted: GET takes one and PUT gives one back", "handle Lamp = struct lamp {\n    refcounted lamp_get / lamp_put;\n}"),
        new("weak", WordPlace.Handle, "weak GET_UNLESS_ZERO;", "Takes a reference unless none is left, for lookups that hold no reference", "handle Lamp = struct lamp {\n    refcounted lamp_get / lamp_put;\n    weak lamp_get_unless_zero;\n}"),
        new("states", WordPlace.Handle, "states Bound > Normal;", "The type states of a borrow, strongest first: a stronger one converts to a weaker one, never back", "handle Lamp = struct lamp {\n    refcounted lamp_get / lamp_put;\n    states Bound > Normal;\n}"),
        new("revokes", WordPlace.Handle, "revokes by REGISTRATION;", "Unbinding such a device revokes what C# has of it; REGISTRATION is how C is asked to call then", "handle Lamp = struct lamp {\n    refcounted lamp_get / lamp_put;\n    states Bound > Normal;\n    revokes by LampAction;\n}\nregistration LampAction = lamp_watch(lamp, changed: callback until unbind, data: cookie) / lamp_unwatch(lamp);"),
        new("static", WordPlace.Handle, "static;", "Nobody owns these objects: they are only ever borrowed, and registered where a registration says so", "handle Plan = struct plan {\n    static;\n    plan_lamps(plan) as CountLamps;\n}"),
        new("blocks", WordPlace.Handle, "blocks;", "Giving the last reference back may sleep", "handle Shelf = struct shelf {\n    blocks;\n    shelf_alloc(size) as Allocate -> owned by shelf_free, nullable;\n}"),
        new("context", WordPlace.Handle, "context any;", "A reference may be given back on any thread", "handle Shelf = struct shelf {\n    context any;\n    shelf_alloc(size) as Allocate -> owned by shelf_free, nullable;\n}"),

        new("static", WordPlace.Record, "static;", "C keeps a pointer to the record for ever, so that it lives in memory that is never freed", "record LampDriver = struct lamp_driver {\n    static;\n    .version;\n}"),
        new("cookie", WordPlace.Record, "cookie in HANDLE.MEMBER | element | container;", "The record's callbacks get no cookie. With 'in', the member of an object that they are handed points to the record, or to a struct inside it; an 'element' of an array is found by the record that has the array; 'container' says only that the object leads there", "record PanelDriver = struct panel_driver {\n    static;\n    cookie in Panel.driver;\n    .start(panel) callback -> errno;\n}"),
        new("fails", WordPlace.Record, "fails NUMBER;", "The error number, without its sign, that a callback returns when its C# method throws", "record PanelDriver = struct panel_driver {\n    static;\n    cookie in Panel.driver;\n    fails 19;\n    .start(panel) callback -> errno;\n}"),

        new("flags", WordPlace.Constants, "flags;", "The values are bits that may be combined", "constants LampFlag = LAMP_FLAG_* {\n    flags;\n}"),

        new("cookie", WordPlace.Callbacks, "cookie first parameter | last parameter | container;", "Which parameter is the cookie; 'container': none is, and the C# object is found by the address of the table's owner", "callbacks Hooks = struct lamp_hooks {\n    cookie last parameter;\n    .lit(lamp);\n    .dimmed(lamp, level), optional;\n}"),
        new("context", WordPlace.Callbacks, "context atomic;", "The callbacks run where nothing may sleep", "callbacks Hooks = struct lamp_hooks {\n    cookie last parameter;\n    context atomic;\n    .lit(lamp);\n    .dimmed(lamp, level), optional;\n}"),
        new("fails", WordPlace.Callbacks, "fails NUMBER;", "The error number, without its sign, that a callback returns when its C# method throws", "callbacks Hooks = struct lamp_hooks {\n    cookie last parameter;\n    fails 5;\n    .lit(lamp);\n    .dimmed(lamp, level);\n}"),

        new("once", WordPlace.Registration, "once;", "C allows it a single time in the life of the object", "registration LampMembership = lamp_add(lamp, flags) / lamp_unplug(lamp) {\n    once;\n}"),
        new("fenced", WordPlace.Registration, "fenced;", "The ending function returns when C uses the object no more", "registration LampMembership = lamp_add(lamp, flags) / lamp_unplug(lamp) {\n    fenced;\n}"),
        new("instead", WordPlace.Registration, "instead of F \"why\";", "F would end it too, and is not offered", "registration LampMembership = lamp_add(lamp, flags) / lamp_unplug(lamp) {\n    instead of lamp_remove \"it does not wait\";\n}"),
        new("blocks", WordPlace.Registration, "blocks;", "Beginning and ending may sleep", "registration LampMembership = lamp_add(lamp, flags) / lamp_unplug(lamp) {\n    blocks;\n}"),
        new("excludes", WordPlace.Registration, "excludes GUARD;", "The guard must not be held when it begins or ends", "registration LampMembership = lamp_add(lamp, flags) / lamp_unplug(lamp) {\n    excludes LampLock;\n}"),
        new("revocable", WordPlace.Registration, "revocable with PATH [as NAME];", "It must end before the device that PATH names is unbound: beginning takes that device, bound, and unbinding ends it", "registration LampMembership = lamp_add(lamp, flags) / lamp_unplug(lamp) {\n    revocable with lamp;\n}"),

        new("recursive", WordPlace.Guard, "recursive;", "A thread may enter again while it is inside", "guard LampSection = lamp_enter(lamp, index: token) / lamp_exit(index: token) -> bool {\n    recursive;\n}"),
        new("proves", WordPlace.Guard, "proves GUARD;", "Another way to enter the same section: it serves where GUARD is required", "guard LampTryLock = lamp_trylock(lamp) / lamp_unlock(lamp) -> bool {\n    proves LampLock;\n}"),
        new("binds", WordPlace.Guard, "binds PATH as NAME;", "The device that PATH names stays bound inside, and the guard lends it so as NAME", "guard LampSection = lamp_enter(lamp, index: token) / lamp_exit(index: token) -> bool {\n    binds lamp as Lamp;\n}"),
        new("blocks", WordPlace.Guard, "blocks;", "Entering may sleep", "guard LampSection = lamp_enter(lamp, index: token) / lamp_exit(index: token) -> bool {\n    blocks;\n}"),
        new("excludes", WordPlace.Guard, "excludes F;", "F must not be called inside: it would wait for this very section", "guard LampSection = lamp_enter(lamp, index: token) / lamp_exit(index: token) -> bool {\n    excludes lamp_unplug;\n}"),

        new("blocks", WordPlace.Enumerator, "blocks;", "Taking the next object may sleep", "enumerator RoomLamps = lamp_next(room, from: consumed nullable) -> owned, nullable {\n    blocks;\n}"),

        // Project files
        new("arch", WordPlace.Target, "arch NAME;", "The architecture, as the kernel names it: x86_64 or arm64", ""),
        new("arguments", WordPlace.Target, "arguments \"OPTION\", …;", "For a library: more options for the compiler, word by word", ""),
        new("define", WordPlace.Target, "define \"NAME=VALUE\", …;", "For a library: macros that its headers are read with", ""),
        new("include", WordPlace.Target, "include \"DIRECTORY\", …;", "For a library: where '#include' looks before the compiler's own directories, seen from the project file", ""),
        new("kernel", WordPlace.Target, "kernel 6.12;", "The series of the kernel, whose own build says how its headers are read", ""),
        new("triple", WordPlace.Target, "triple \"x86_64-linux-gnu\";", "The target is a library in user space, compiled for this; 64-bit Linux", ""),
        new("version", WordPlace.Target, "version 1.2;", "For a library: what 'since' and 'until' are compared with; without it every rule is selected", ""),
    ];

    private static readonly Dictionary<WordPlace, string[]> ByPlace = Enum.GetValues(typeof(WordPlace)).Cast<WordPlace>().ToDictionary(place => place, Find);

    /// <summary>The words of a place in ordinal order; version clauses may stand in every block of rules. Not to be changed.</summary>
    public static string[] At(WordPlace place) => ByPlace[place];

    private static string[] Find(WordPlace place) =>
    [
        .. All.Where(word => word.Place == place).Select(word => word.Text).Concat(place is >= WordPlace.Handle and not WordPlace.Target ? ["since", "until"] : Array.Empty<string>())
            .Distinct(StringComparer.Ordinal)
            .OrderBy(word => word, StringComparer.Ordinal),
    ];
}
