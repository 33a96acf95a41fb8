namespace BindGen.Diagnostics;

/// <summary>The closed list of findings. A range of codes belongs to one stage.</summary>
internal static class DiagnosticKinds
{
    // 00xx: input and output files
    public static readonly DiagnosticKind UnreadableFile = Error("BG0001", "A file cannot be read");
    public static readonly DiagnosticKind UnwritableFile = Error("BG0002", "A file cannot be written");
    public static readonly DiagnosticKind NoKernelHeaders = Error("BG0003", "The headers of a target are not on this machine");
    public static readonly DiagnosticKind BrokenApiFile = Error("BG0004", "A captured .api file cannot be read");
    public static readonly DiagnosticKind ApiChanged = Note("BG0005", "The headers differ from the captured .api file");
    public static readonly DiagnosticKind UsingCapturedApi = Note("BG0006", "The captured .api file stands in for the headers");
    public static readonly DiagnosticKind EditedOutputKept = Warning("BG0007", "A file that is no longer generated was edited, and is kept");

    public static readonly DiagnosticKind NoComments = Error("BG0008", "Comments are asked for, and a captured .api file has none");

    // 01xx: Clang stage
    public static readonly DiagnosticKind NoLibclang = Error("BG0100", "libclang cannot be loaded");
    public static readonly DiagnosticKind NoResourceDirectory = Error("BG0101", "The compiler's own headers are missing");
    public static readonly DiagnosticKind HeaderError = Error("BG0102", "A header does not compile");
    public static readonly DiagnosticKind ParseFailed = Error("BG0103", "libclang gave up on the translation unit");
    public static readonly DiagnosticKind InexactDeclaration = Note("BG0104", "A declaration has no exact counterpart and became opaque bytes");
    public static readonly DiagnosticKind InvalidPrototype = Error("BG0105", "A prototype in a rule does not fit the headers");
    public static readonly DiagnosticKind LostAnnotation = Error("BG0106", "An annotation stands where nothing is read from it");

    // 02xx: Rules stage
    public static readonly DiagnosticKind UnexpectedCharacter = Error("BG0200", "A character that rules do not use");
    public static readonly DiagnosticKind UnterminatedString = Error("BG0201", "A string without its closing quote");
    public static readonly DiagnosticKind SyntaxError = Error("BG0202", "A rule has the wrong form");
    public static readonly DiagnosticKind UnknownItem = Error("BG0203", "An unknown kind of item or statement");
    public static readonly DiagnosticKind UnclosedBlock = Error("BG0204", "A block without its closing brace");
    public static readonly DiagnosticKind InvalidProject = Error("BG0205", "A project file is incomplete or contradicts itself");
    public static readonly DiagnosticKind NotFormatted = Error("BG0206", "Rules are not in their canonical form");

    // 03xx: Ownership stage
    public static readonly DiagnosticKind UnknownSymbol = Error("BG0300", "A rule names a symbol that the headers do not declare");
    public static readonly DiagnosticKind UnknownParameter = Error("BG0301", "A rule names a parameter that the function does not have");
    public static readonly DiagnosticKind UnknownWord = Error("BG0302", "A word that the rules language does not have here");
    public static readonly DiagnosticKind MissingOwnership = Error("BG0303", "A pointer crosses the safe API and nothing says who owns it");
    public static readonly DiagnosticKind DuplicateRule = Error("BG0304", "Two rules for one symbol");
    public static readonly DiagnosticKind NotExported = Error("BG0305", "A wrapped function has no exported symbol");
    public static readonly DiagnosticKind Contradiction = Error("BG0306", "A rule contradicts the header or another rule");
    public static readonly DiagnosticKind UnknownName = Error("BG0307", "A rule refers to an item that no rules file declares");
    public static readonly DiagnosticKind Unsupported = Error("BG0308", "A form that this version of BindGen does not generate yet");
    public static readonly DiagnosticKind CallbackWithoutCookie = Error("BG0309", "A callback, and nothing says which C# object it is for");
    public static readonly DiagnosticKind KeptWithoutEnd = Error("BG0310", "Something is kept, and nothing says for how long");
    public static readonly DiagnosticKind NeverSelected = Error("BG0311", "A version clause that no target selects");
    public static readonly DiagnosticKind RuleOverridesAnnotation = Note("BG0312", "A rule and an annotation speak of one declaration, and the rule counts");

    // 04xx: Emit stage
    public static readonly DiagnosticKind TemplateError = Error("BG0400", "A template has an error");
    public static readonly DiagnosticKind MissingTemplate = Error("BG0401", "A template is missing");

    // 05xx: Check stage
    public static readonly DiagnosticKind GeneratedCodeDoesNotCompile = Error("BG0500", "Generated code does not compile");
    public static readonly DiagnosticKind OutputIsStale = Error("BG0501", "Committed output is not what generate writes");
    public static readonly DiagnosticKind CoverageIsLower = Error("BG0502", "Less is wrapped than recorded");
    public static readonly DiagnosticKind CoverageKept = Warning("BG0503", "The record of coverage is higher than this run, and is kept");
    public static readonly DiagnosticKind BrokenCoverage = Error("BG0504", "A record of coverage cannot be read");
    public static readonly DiagnosticKind NotChecked = Error("BG0505", "A check that is required could not be made");

    // 06xx: verification of layouts
    public static readonly DiagnosticKind LayoutDiffers = Error("BG0600", "A layout or a value is not the one that the headers have elsewhere");
    public static readonly DiagnosticKind UnreadableBtf = Error("BG0601", "A file has no BTF that can be read");
    public static readonly DiagnosticKind UnusableCompiler = Error("BG0602", "The C compiler cannot judge the layouts");

    // 070x: header trees of kernels
    public static readonly DiagnosticKind KernelNotOffered = Error("BG0700", "No package source offers a kernel");
    public static readonly DiagnosticKind NoPackageSource = Error("BG0701", "The package sources cannot be asked for a kernel");
    public static readonly DiagnosticKind NewerKernelUnknown = Warning("BG0702", "A newer release of a kernel cannot be had, and the cached one is used");
    public static readonly DiagnosticKind KernelNotFetched = Error("BG0703", "The packages of a kernel cannot be fetched");
    public static readonly DiagnosticKind TreeNotPrepared = Error("BG0704", "A kernel tree lacks files that its build generates");
    public static readonly DiagnosticKind NoKernelTree = Error("BG0705", "A directory is no kernel tree that targets can use");

    // 071x: comparison of versions
    public static readonly DiagnosticKind UnknownVersion = Error("BG0710", "A side of a comparison is not known");
    public static readonly DiagnosticKind UnreadableRevision = Error("BG0711", "A file of a git revision cannot be read");
    public static readonly DiagnosticKind RulesDoNotFit = Warning("BG0712", "The rules do not fit a version that is compared");
    // 072x: review
    public static readonly DiagnosticKind NoGit = Error("BG0720", "Generated files are reviewed against git's index, and there is none");
    public static readonly DiagnosticKind GitRefuses = Error("BG0721", "Git refuses what a decision needs");
    public static readonly DiagnosticKind MergeConflict = Error("BG0722", "A generated file has a merge conflict");
    public static readonly DiagnosticKind ProjectPassedOver = Warning("BG0723", "A project that was found cannot be read, and its output is not reviewed");
    public static readonly DiagnosticKind ChangedMeanwhile = Error("BG0724", "A file has changed since it was read");

    public static IReadOnlyList<DiagnosticKind> All { get; } =
    [
        UnreadableFile, UnwritableFile, NoKernelHeaders, BrokenApiFile, ApiChanged, UsingCapturedApi,
        EditedOutputKept, NoComments,
        NoLibclang, NoResourceDirectory, HeaderError, ParseFailed, InexactDeclaration, InvalidPrototype, LostAnnotation,
        UnexpectedCharacter, UnterminatedString, SyntaxError, UnknownItem, UnclosedBlock, InvalidProject, NotFormatted,
        UnknownSymbol, UnknownParameter, UnknownWord, MissingOwnership, DuplicateRule, NotExported, Contradiction, UnknownName, Unsupported,
        CallbackWithoutCookie, KeptWithoutEnd, NeverSelected, RuleOverridesAnnotation,
        TemplateError, MissingTemplate,
        GeneratedCodeDoesNotCompile, OutputIsStale, CoverageIsLower, CoverageKept, BrokenCoverage, NotChecked,
        LayoutDiffers, UnreadableBtf, UnusableCompiler,
        KernelNotOffered, NoPackageSource, NewerKernelUnknown, KernelNotFetched, TreeNotPrepared, NoKernelTree,
        UnknownVersion, UnreadableRevision, RulesDoNotFit,
        NoGit, GitRefuses, MergeConflict, ProjectPassedOver, ChangedMeanwhile,
    ];

    private static DiagnosticKind Error(string id, string title) => new(id, Severity.Error, title);

    private static DiagnosticKind Warning(string id, string title) => new(id, Severity.Warning, title);

    private static DiagnosticKind Note(string id, string title) => new(id, Severity.Note, title);
}
