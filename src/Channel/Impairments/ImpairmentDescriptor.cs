namespace SemCom.Channels;

/// <summary>One kind of impairment as users see it: help, documentation and reports are made from it.</summary>
/// <param name="Name">Name in the text form, lower case.</param>
/// <param name="Description">One line.</param>
/// <param name="Parameters">Parameters in canonical order.</param>
/// <param name="Create">Makes the impairment from the values that were given.</param>
public sealed record ImpairmentDescriptor(
    string Name, string Description, IReadOnlyList<ChannelParameter> Parameters, Func<ParameterValues, IImpairment> Create);
